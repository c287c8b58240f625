/* NHS frontend's own behaviours: menu, skip link, error summary, tables that scroll. The site works without. */
import { initAll } from "../vendor/nhsuk/nhsuk-frontend.min.js";

initAll();
