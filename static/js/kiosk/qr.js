// Draws where a code leads to: rows of dark and light from the server, packed eight to a byte.
const kiosk = (self.kiosk ??= {});

const draw = (place, { size, bits }) => {
  const packed = Uint8Array.from(atob(bits), (sign) => sign.charCodeAt(0));
  const dark = (at) => (packed[at >> 3] >> (7 - (at & 7))) & 1;
  let path = "";
  for (let at = 0; at < size * size; at += 1) if (dark(at)) path += `M${at % size} ${Math.floor(at / size)}h1v1h-1z`;
  const drawn = document.createElementNS(place.namespaceURI, "path");
  drawn.setAttribute("d", path);
  drawn.setAttribute("shape-rendering", "crispEdges");
  place.setAttribute("viewBox", `-2 -2 ${size + 4} ${size + 4}`);
  place.replaceChildren(drawn);
};

kiosk.qr = { draw };
