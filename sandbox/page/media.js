// A message's photo, film, sound or file as DOM. Fetches only from the sandbox itself.

import { element } from "./element.js";
import { word } from "./words.js";

const PICTURES = ["photo", "sticker"];
const FILMS = ["video", "animation", "video_note"];
const SOUNDS = ["voice", "audio"];

export function renderMedia(media, actions) {
  if (PICTURES.includes(media.type)) return picture(media, actions);
  if (FILMS.includes(media.type)) return element("video", { class: "film", controls: true, src: media.url });
  if (SOUNDS.includes(media.type)) return element("audio", { controls: true, src: media.url });
  return file(media);
}

function picture(media, actions) {
  const image = element("img", {
    src: media.url, alt: word("photo"), width: media.width, height: media.height, loading: "lazy",
  });
  return element(
    "button",
    { type: "button", class: "photo", "aria-label": word("photo"), onclick: () => actions.enlarge(media.url) },
    image,
  );
}

function file(media) {
  const name = media.file_name || word("file");
  return element(
    "a",
    { class: "file", href: media.url, download: name },
    element("span", { class: "file-icon", "aria-hidden": "true" }, "↓"),
    element("span", { class: "file-name" }, name, element("small", {}, sizeOf(media.size))),
  );
}

function sizeOf(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
