"use strict";
for (const button of document.querySelectorAll("button[data-switch]")) {
  button.addEventListener("click", () => {
    const on = document.body.classList.toggle(button.dataset.switch);
    button.setAttribute("aria-pressed", String(on));
  });
}
