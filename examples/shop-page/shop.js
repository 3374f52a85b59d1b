"use strict";
const items = [
  ["85123A", "White hanging heart", 2.55], ["22423", "Regency cakestand, 3 tiers", 12.75],
  ["47566", "Party bunting", 4.65], ["20725", "Lunch bag, red retrospot", 1.65],
  ["22457", "Natural slate heart", 2.95], ["84879", "Assorted colour bird", 1.69],
];
const basket = new Map();
const list = document.getElementById("items");
for (const [code, name, price] of items) {
  const item = document.createElement("li");
  item.dataset.item = code;
  const title = document.createElement("h2");
  title.textContent = name;
  const cost = document.createElement("p");
  cost.textContent = "£" + price.toFixed(2);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Add to basket";
  button.setAttribute("aria-label", "Add " + name + " to basket");
  button.addEventListener("click", () => {
    basket.set(code, (basket.get(code) || 0) + 1);
    tidecast.cart(code);
    tell();
  });
  item.addEventListener("pointerenter", () => tidecast.view(code));
  item.append(title, cost, button);
  list.append(item);
}
function tell() {
  const count = [...basket.values()].reduce((sum, each) => sum + each, 0);
  document.getElementById("basket").textContent = count ? count + " in the basket." : "The basket is empty.";
}
document.getElementById("search").addEventListener("submit", event => {
  event.preventDefault();
  const words = document.getElementById("words").value.trim();
  if (words) tidecast.search(words);
  for (const item of list.children) {
    item.hidden = !item.textContent.toLowerCase().includes(words.toLowerCase());
  }
});
document.getElementById("buy").addEventListener("click", () => {
  const order = "web-" + Date.now();
  for (const [code, count] of basket) {
    tidecast.purchase(code, count, items.find(each => each[0] === code)[2], order);
  }
  basket.clear();
  tell();
});
const choice = document.getElementById("consent");
for (const answer of ["yes", "no"]) {
  document.getElementById(answer).addEventListener("click", () => {
    tidecast.consent(answer === "yes");
    choice.remove();
  });
}
