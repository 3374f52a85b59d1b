package dev.tidecast.app.intake;

import java.util.List;
import java.util.Locale;

/** What a column may mean, with the names by which shops call it; the order is that in which roles are given out. */
enum Role {
    USER(
            "user",
            "userid",
            "customerid",
            "customer",
            "custid",
            "householdid",
            "household",
            "clientid",
            "client",
            "memberid",
            "member",
            "buyerid",
            "buyer",
            "visitorid",
            "uid",
            "accountid",
            "shopperid"),
    ITEM(
            "item",
            "itemid",
            "stockcode",
            "productid",
            "product",
            "sku",
            "skuid",
            "articleid",
            "article",
            "movieid",
            "asin",
            "goodsid",
            "brandid",
            "iid"),
    TIME(
            "timestamp",
            "time",
            "datetime",
            "date",
            "invoicedate",
            "visitdatetime",
            "transactiontimestamp",
            "ts",
            "eventtime",
            "orderdate",
            "createdat",
            "purchasedate",
            "day",
            "t"),
    BEHAVIOUR(
            "behaviour",
            "behavior",
            "behaviortype",
            "behaviourtype",
            "type",
            "event",
            "eventtype",
            "action",
            "actiontype"),
    RATING("rating", "stars", "ratingvalue"),
    QUANTITY("quantity", "qty", "units", "numberofcds", "count", "pieces"),
    PRICE("unitprice", "price", "itemprice"),
    VALUE("salesvalue", "dollarvalue", "linetotal", "totalprice", "amount", "revenue", "spend", "value"),
    ORDER("invoiceno", "invoice", "orderid", "order", "basketid", "basket", "transactionid", "receiptid", "receipt"),
    SESSION("sessionid", "session", "usersession"),
    QUERY("query", "searchquery", "querytext", "searchterm", "keywords"),
    CURRENCY("currency", "currencycode"),
    TITLE("title", "description", "productname", "itemname", "movietitle", "name"),
    CATEGORY("category", "categoryid", "itemcategory", "categorycode", "productcategory"),
    BRAND("brand", "manufacturer");

    private final List<String> names;

    Role(String... names) {
        this.names = List.of(names);
    }

    /** How early in the list of names {@code column} stands; -1 if it does not. RecBole's ":type" is left out. */
    int rank(String column) {
        String plain = column.toLowerCase(Locale.ROOT).replaceFirst(":.*", "").replaceAll("[^\\p{L}\\p{N}]", "");
        return names.indexOf(plain);
    }
}
