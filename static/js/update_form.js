/* Marks what differs from the last accepted words, counts by how many days the end moves, adds rows,
   and shows only the fields that the chosen state has. The server says all of it too. */
const DAY = 24 * 60 * 60 * 1000;

export function watchForm(form) {
  const last = JSON.parse(document.getElementById("last-accepted")?.textContent ?? "null");
  const look = () => {
    showFieldsOfState(form);
    markChanges(form, last);
    countDays(form);
  };
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  form.addEventListener("add-row", () => addRow(form));
  form.querySelector("[value=add-row]").addEventListener("click", (event) => {
    if (!addRow(form)) return;
    event.preventDefault();
    [...form.querySelectorAll("[data-step]")].at(-1).querySelector("input").focus();
  });
  look();
}

function showFieldsOfState(form) {
  const state = new FormData(form).get("state") ?? "";
  for (const part of form.querySelectorAll("[data-when]")) {
    const states = part.dataset.when.split(" ").filter(Boolean);
    const wrong = part.querySelector(".nhsuk-error-message");
    part.hidden = Boolean(state && states.length && !states.includes(state) && !wrong);
  }
}

function markChanges(form, last) {
  if (!last) return;
  const sent = new FormData(form);
  for (const part of form.querySelectorAll("[data-field]")) {
    const { field } = part.dataset;
    const mark = part.querySelector("[data-mark]") ?? newMark(part);
    mark.hidden = same(sent.get(field) ?? "", last[field] ?? "");
  }
}

function newMark(part) {
  const mark = document.createElement("p");
  mark.className = "app-change__mark";
  mark.dataset.mark = "";
  mark.append(Object.assign(document.createElement("strong"), { textContent: "Changed." }), " Last accepted: nothing");
  mark.hidden = true;
  part.append(mark);
  return mark;
}

function same(typed, accepted) {
  const [one, other] = [typed, accepted].map((text) => text.replace(/\r\n?/g, "\n").trim());
  return one === other || (iso(one) !== "" && iso(one) === iso(other));
}

function countDays(form) {
  const place = form.querySelector("[data-moved]");
  const sent = new FormData(form);
  const name = ["", "not_started", "in_progress", "waiting"].includes(sent.get("state") ?? "") ? "forecast_end" : "actual_end";
  const end = iso(sent.get(name) ?? "");
  const expected = form.dataset.expectedEnd;
  const days = end && expected ? Math.round((Date.parse(end) - Date.parse(expected)) / DAY) : 0;
  const sentence = days
    ? `The end moves ${Math.abs(days).toLocaleString("en-GB")} ${Math.abs(days) === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}: it was expected on ${form.dataset.expectedWords}.`
    : "";
  if (place.textContent !== sentence) place.textContent = sentence;
  place.hidden = !sentence;
}

/* 31/3/2027 or 2027-03-31 as 2027-03-31; empty for anything else. */
function iso(text) {
  const uk = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const day = uk ? `${uk[3]}-${uk[2].padStart(2, "0")}-${uk[1].padStart(2, "0")}` : text.trim();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  return isDay && new Date(day).toISOString().startsWith(day) ? day : "";
}

function addRow(form) {
  const total = form.elements["steps-TOTAL_FORMS"];
  const number = Number(total.value);
  const most = Number(form.elements["steps-MAX_NUM_FORMS"].value);
  if (number >= most) return false;
  const template = form.querySelector("[data-new-step]");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", String(number));
  const row = holder.firstElementChild;
  row.setAttribute("aria-label", `Next step ${number + 1}`);
  template.before(row);
  total.value = String(number + 1);
  return true;
}
