// Keeps the shell and its assets, so that the tablet starts without network. Touches nothing else: no package, nothing
// that is sent. A new version is fetched whole, and looked at, before the old one goes.
const SHELL = self.SHELL ?? { version: "", paths: [] };
const PAGE = "/nettbrett/", MINE = "nettbrett-skall-", KEPT = MINE + SHELL.version;
const NAMED = /-([0-9a-f]{10})\.\w+$/; // assets are named by the digest of what is in them

const right = async (path, answer) => {
  if (answer.status !== 200 || answer.redirected) return false;
  if (path === PAGE) return (await answer.text()).includes('id="kiosk"');
  const named = NAMED.exec(path);
  if (!named) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return [...digest.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === named[1];
};
const whole = async () => {
  const kept = await caches.open(KEPT);
  await Promise.all(SHELL.paths.map(async (path) => {
    const answer = await fetch(path, { cache: NAMED.test(path) ? "default" : "reload", credentials: "omit" });
    if (!(await right(path, answer.clone()))) throw new Error(path);
    await kept.put(path, answer);
  }));
};
const clean = async () => {
  for (const name of await caches.keys()) if (name.startsWith(MINE) && name !== KEPT) await caches.delete(name);
};

self.addEventListener("install", (event) => {
  event.waitUntil(whole().then(() => self.skipWaiting(), async (fault) => { await caches.delete(KEPT); throw fault; }));
});
self.addEventListener("activate", (event) => { event.waitUntil(clean().then(() => self.clients.claim())); });
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const page = request.mode === "navigate" && url.pathname === PAGE;
  if (page || url.pathname.startsWith("/static/")) {
    const path = page ? PAGE : url.pathname;
    event.respondWith(caches.match(path, { cacheName: KEPT })
      .then((kept) => kept ?? caches.match(path)).then((kept) => kept ?? fetch(request)));
  }
});
