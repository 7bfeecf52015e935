// Shows why the device did not keep something, in the words that the page has for it; hides them once it keeps again.

// `error` is a StoreError, or null. What is no StoreError is a fault of ours, and thrown on.
export function showFailure(root, error) {
  const region = root.querySelector('[data-part="failure"]');
  region.hidden = !error;
  for (const words of region.querySelectorAll("[data-failure]")) {
    words.hidden = words.dataset.failure !== error?.code;
  }
  if (error && !error.code) {
    throw error;
  }
}
