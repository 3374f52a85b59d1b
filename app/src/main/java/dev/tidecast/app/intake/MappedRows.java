package dev.tidecast.app.intake;

import dev.tidecast.app.console.Table;
import dev.tidecast.event.Behaviour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the first rows of a log under our names. */
public final class MappedRows {
    private static final int ROWS = 10;
    private static final int WIDEST = 32;

    private final Proposal proposal;

    MappedRows(Proposal proposal) {
        this.proposal = proposal;
    }

    /** A table of up to ten rows. */
    public Table table() {
        Map<String, Role> shown = new LinkedHashMap<>();
        shown.put("user", Role.USER);
        shown.put("item", Role.ITEM);
        shown.put("time", Role.TIME);
        boolean unitPrice = proposal.column(Role.PRICE).isPresent();
        if (unitPrice || proposal.column(Role.VALUE).isEmpty()) {
            shown.put("quantity", Role.QUANTITY);
        }
        shown.put("price", unitPrice ? Role.PRICE : Role.VALUE);
        shown.put("order", Role.ORDER);
        shown.put("title", Role.TITLE);
        shown.values().removeIf(role -> proposal.column(role).isEmpty());
        Table table = new Table();
        shown.keySet().forEach(table::left);
        table.left("behaviour");
        proposal.sample().rows().stream()
                .limit(ROWS)
                .forEach(row -> table.row(cells(row, List.copyOf(shown.values()))));
        return table;
    }

    private String[] cells(List<String> row, List<Role> roles) {
        String[] cells = new String[roles.size() + 1];
        for (int i = 0; i < roles.size(); i++) {
            String cell = cell(row, roles.get(i));
            cells[i] = Table.cut(roles.get(i) == Role.TIME ? shownTime(cell) : cell, WIDEST);
        }
        Optional<Behaviour> behaviour = proposal.behaviour().of(cell(row, Role.BEHAVIOUR));
        cells[roles.size()] = behaviour.map(Behaviour::word).orElse("unknown");
        return cells;
    }

    private String cell(List<String> row, Role role) {
        return proposal.column(role)
                .map(column -> row.get(proposal.sample().columns().indexOf(column)))
                .orElse("");
    }

    private String shownTime(String cell) {
        return switch (proposal.time().word()) {
            case "epoch-seconds" -> String.valueOf(instant((long) Double.parseDouble(cell)));
            case "epoch-millis" -> String.valueOf(instant((long) Double.parseDouble(cell) / 1_000));
            case "month-day" -> proposal.answers().year() + "-" + cell;
            default -> cell;
        };
    }

    private Object instant(long seconds) {
        return java.time.Instant.ofEpochSecond(seconds).atZone(proposal.zone()).toLocalDateTime();
    }
}
