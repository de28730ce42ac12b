// Photos made small, and drawn anew so that nothing but the picture is left: not where, when or with what it was taken.
const kiosk = (self.kiosk ??= {});
const LONGEST = 1600, MOST_BYTES = 400_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5];

const drawn = (bitmap, longest) => {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const jpeg = (canvas, quality) => new Promise((tell) => { canvas.toBlob(tell, "image/jpeg", quality); });

// The bytes of a JPEG; null for what is no picture this browser can read.
const shrink = async (file) => {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  try {
    for (let longest = LONGEST; longest > 100; longest = Math.round(longest * 0.75)) {
      const canvas = drawn(bitmap, longest);
      for (const quality of QUALITIES) {
        const made = await jpeg(canvas, quality);
        if (made && made.size <= MOST_BYTES) return await made.arrayBuffer();
      }
    }
    return null;
  } finally {
    bitmap.close();
  }
};

// Draws the photo on a canvas of the page, for the person to see.
const show = async (bytes, canvas) => {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  const small = drawn(bitmap, 480);
  [canvas.width, canvas.height] = [small.width, small.height];
  canvas.getContext("2d").drawImage(small, 0, 0);
  bitmap.close();
};

kiosk.photos = { shrink, show };
