/* Shows how far a load is without a click: fetches the page again and swaps the part that tells, until it is done. */
const told = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (!now) {
    location.reload();
    return;
  }
  told.replaceChildren(...now.childNodes);
  setTimeout(tryToLook, Number(told.dataset.every));
}

function tryToLook() {
  look().catch(() => setTimeout(tryToLook, Number(told.dataset.every)));
}

setTimeout(tryToLook, Number(told.dataset.every));
