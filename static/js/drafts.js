/* Nothing typed is lost: drafts go to the server while typing, and stay in this tab until it has them.
   The form works without: then every button saves. */
import { watchForm } from "./update_form.js";

const QUIET = 3000; // milliseconds without a key until a draft is saved
const PATIENCE = 10000; // milliseconds until a form that got no answer may be sent again

sendOnce();
forgetSaved();
document.querySelector("[data-drop]")?.addEventListener("click", (event) => forget(event.target.dataset.drop));
const form = document.querySelector("[data-update]");
if (form) {
  watchForm(form);
  keepDraft(form);
}
document.querySelector("[data-done]")?.focus();

/* A second click while the first is on its way does nothing. */
function sendOnce() {
  for (const form of document.querySelectorAll("[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      else if (!event.defaultPrevented) {
        form.dataset.sent = "yes";
        setTimeout(() => delete form.dataset.sent, PATIENCE);
      }
    });
  }
  // Out of the browser's memory a page may be behind what is stored: the server knows.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}

/* The server says that it has the words, so that the copy in this tab may go. */
function forgetSaved() {
  const saved = document.querySelector("[data-draft-saved]");
  if (!saved) return;
  forget(saved.dataset.draftSaved);
  // A reload must not say again that all is saved, since more may have been typed.
  window.history.replaceState(null, "", window.location.pathname + window.location.hash);
}

function forget(duty) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(`update-${duty}-`)) sessionStorage.removeItem(key);
  }
}

function keepDraft(form) {
  const key = `update-${form.dataset.duty}-${form.dataset.person}`;
  const said = form.querySelector("[data-saved]");
  const refused = "unsaved" in form.dataset; // the server could not read it, so it has not got it
  let stored = refused ? null : words(form);
  let timer = 0;
  let onItsWay = null;
  let gone = false;

  restore();
  form.addEventListener("input", () => {
    keepHere();
    clearTimeout(timer);
    timer = setTimeout(save, QUIET);
  });
  form.addEventListener("submit", waitForDraft, { capture: true });
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());

  function keepHere() {
    try {
      sessionStorage.setItem(key, JSON.stringify({ words: words(form), version: form.elements.version.value }));
    } catch {
      // Private windows may have no room: the server keeps the draft all the same.
    }
  }

  function restore() {
    if (refused) {
      keepHere();
      return;
    }
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (!kept || JSON.stringify(kept.words) === JSON.stringify(stored)) {
      sessionStorage.removeItem(key);
      return;
    }
    fill(form, kept.words);
    form.elements.version.value = kept.version;
    const note = form.querySelector("[data-restored]");
    note.textContent = "What you had typed here before and what was not saved is back in the form.";
    note.hidden = false;
    form.dispatchEvent(new Event("change", { bubbles: true }));
    timer = setTimeout(save, QUIET);
  }

  /* Two saves at once would get in each other's way, so that the form waits for the draft. */
  function waitForDraft(event) {
    clearTimeout(timer);
    if (form.dataset.sent) return;
    keepHere();
    if (!onItsWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    onItsWay.finally(() => form.requestSubmit(button));
  }

  function save() {
    clearTimeout(timer);
    if (gone || onItsWay || form.dataset.sent) return;
    const sent = words(form);
    if (JSON.stringify(sent) === JSON.stringify(stored)) return;
    onItsWay = send(sent).finally(() => {
      onItsWay = null;
    });
  }

  async function send(sent) {
    let answer;
    try {
      answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), redirect: "manual" });
    } catch {
      tell("Not saved: there is no connection. Your words are kept in this tab, and saved as soon as you go on.");
      return;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      tell("Not saved: you were signed out. Your words are kept in this tab.");
      said.append(" ", signIn());
      return;
    }
    const body = await answer.json().catch(() => ({ message: "Not saved: the site has a fault. Your words are kept in this tab." }));
    tell(answer.ok ? `${body.message}.` : body.message);
    if (!answer.ok) return;
    stored = sent;
    form.elements.version.value = body.version;
    keepHere();
    if (JSON.stringify(words(form)) === JSON.stringify(sent)) sessionStorage.removeItem(key);
    else timer = setTimeout(save, QUIET);
  }

  /* The page goes: nobody waits for the answer, and the copy in this tab stays until the form opens again. */
  function leave() {
    const sent = words(form);
    if (gone || onItsWay || form.dataset.sent || JSON.stringify(sent) === JSON.stringify(stored)) return;
    gone = true;
    keepHere();
    fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true }).catch(() => {});
  }

  function tell(message) {
    said.textContent = message;
  }

  function signIn() {
    const link = document.createElement("a");
    link.href = `/account/sign-in/?next=${encodeURIComponent(window.location.pathname)}`;
    link.textContent = "Sign in again";
    return link;
  }
}

/* Names and values as the form would send them, without what is not the person's. */
function words(form) {
  const skipped = ["csrfmiddlewaretoken", "version", "action"];
  return [...new FormData(form)].filter(([name]) => !skipped.includes(name) && !name.endsWith("_FORMS"));
}

function fill(form, pairs) {
  const values = new Map(pairs);
  const rows = [...values.keys()].filter((name) => name.endsWith("-text")).length;
  for (let tries = 0; tries < 20 && form.querySelectorAll("[data-step]").length < rows; tries += 1) {
    form.dispatchEvent(new Event("add-row"));
  }
  for (const field of form.elements) {
    if (["hidden", "submit", "button"].includes(field.type) || !field.name) continue;
    if (field.type === "radio") field.checked = values.get(field.name) === field.value;
    else if (values.has(field.name)) field.value = values.get(field.name);
  }
}
