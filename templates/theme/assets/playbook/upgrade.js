/** Define the element as soon as its contents are there, which is when something stands after it: not when all has been read. */
export function upgrade(name, constructor) {
  const observer = new MutationObserver(look);

  function look() {
    if (isRead(document.querySelector(name))) {
      observer.disconnect();
      document.removeEventListener("DOMContentLoaded", look);
      customElements.define(name, constructor);
    }
  }

  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", look);
  look();
}

function isRead(element) {
  const after = element && (element.nextSibling || element.parentElement.nextSibling);
  return Boolean(after) || document.readyState !== "loading";
}
