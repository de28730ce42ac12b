// What every page gets on top of HTML that works without it. No words of its own: they come from the page.
import "./app/menu.js";
import "./app/sending.js";
import "./app/quilt.js";
import "./app/writing.js";
import "./app/sum.js";
import "./app/ranking.js";
