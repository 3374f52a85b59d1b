"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["", "dark", "light"];
  const stored = () => { try { return localStorage.getItem("tidecast-theme") || ""; } catch { return ""; } };
  root.dataset.theme = stored();
  document.addEventListener("DOMContentLoaded", () => {
    const here = document.querySelector("nav [aria-current]");
    if (here) { here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.clientWidth / 2; }
    document.getElementById("theme").addEventListener("click", () => {
      const next = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
      root.dataset.theme = next;
      try { localStorage.setItem("tidecast-theme", next); } catch { /* only for this page then */ }
    });
  });
})();
