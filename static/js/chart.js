/* Draws a chart with plotly.js once somebody touches it. Until then, and where that fails, the still picture stays. */

const OPTIONS = { displayModeBar: false, showSendToCloud: false, responsive: true };
const LENGTHS = new Set(["size", "l", "r", "t", "b", "xshift", "yshift", "standoff"]);
const WORDS = {
  explore: "Explore this chart",
  leave: "Back to the still picture",
  loading: "Loading the chart.",
  ready: "The chart is live: point at a mark or tap it to read it.",
  still: "This is the still picture again.",
  failed: "The live chart could not be loaded. The picture and the table show the same data. Check your connection, then try again.",
};

let library;

/* One script for all charts of the page; after a failure the next touch tries again. */
function loadLibrary(url) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => {
      library = undefined;
      script.remove();
      reject(new Error("plotly.js could not be loaded"));
    });
    document.head.append(script);
  });
  return library;
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/* `below` with `above` laid over it, object by object: as the server does for the narrow picture. */
function overlaid(below, above) {
  const result = { ...below };
  for (const [key, value] of Object.entries(above)) {
    result[key] = isObject(value) && isObject(below[key]) ? overlaid(below[key], value) : value;
  }
  return result;
}

/* Every length in pixels times `factor`, so that the live chart is as large as the picture it covers. */
function scaled(value, factor, key) {
  if (typeof value === "number") return LENGTHS.has(key) ? value * factor : value;
  if (Array.isArray(value)) return value.map((item) => scaled(item, factor));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, scaled(part, factor, name)]));
}

class Chart {
  constructor(root) {
    const part = (name) => root.querySelector(`[data-chart-${name}]`);
    this.root = root;
    this.drawing = part("drawing");
    this.still = part("still");
    this.live = part("live");
    this.said = part("said");
    this.explore = part("explore");
    this.figure = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
    this.drawing.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && this.fetch());
    this.drawing.addEventListener("click", () => this.live.hidden && this.show());
    this.explore.addEventListener("focus", () => this.fetch());
    this.explore.addEventListener("click", () => (this.live.hidden ? this.show() : this.hide()));
    this.watch = new ResizeObserver(() => this.draw());
  }

  /* Begins to load; a failure is told when the chart is asked for. */
  fetch() {
    loadLibrary(this.root.dataset.library).catch(() => {});
  }

  async show() {
    this.said.textContent = WORDS.loading;
    try {
      this.plotly = await loadLibrary(this.root.dataset.library);
    } catch {
      this.said.textContent = WORDS.failed;
      return;
    }
    this.live.hidden = false;
    await this.draw();
    this.root.classList.add("app-chart--live");
    this.explore.textContent = WORDS.leave;
    this.said.textContent = WORDS.ready;
    this.watch.observe(this.drawing);
  }

  hide() {
    this.watch.disconnect();
    this.root.classList.remove("app-chart--live");
    this.live.hidden = true;
    this.explore.textContent = WORDS.explore;
    this.said.textContent = WORDS.still;
  }

  /* Draws over the picture that shows at the page's present width, in its size. */
  draw() {
    const picture = [...this.still.querySelectorAll("svg")].find((svg) => svg.getClientRects().length);
    const { width, height } = picture.getBoundingClientRect();
    const narrow = picture.parentElement.classList.contains("app-chart__narrow");
    const { meta, ...layout } = this.figure.layout;
    const own = narrow ? overlaid(layout, meta.narrow) : layout;
    const factor = width / picture.viewBox.baseVal.width;
    const sized = { ...scaled(own, factor), width, height };
    return this.plotly.react(this.live, scaled(this.figure.data, factor), sized, OPTIONS);
  }
}

for (const root of document.querySelectorAll("[data-chart]")) {
  if (root.querySelector("[data-chart-drawing]")) new Chart(root);
}
