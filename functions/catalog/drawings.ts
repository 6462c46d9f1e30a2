type Drawing = (light: string) => string;

/** Drawings of things on a square of 400, standing on the line y = 320; by the word in a product's name that they show. */
const DRAWINGS: readonly (readonly [word: string, drawing: Drawing])[] = [
  [
    'mug',
    (l) =>
      `<path d="M268 190h28a34 34 0 0 1 0 84h-32" fill="none"/><path d="M120 160h150v120a36 36 0 0 1-36 36h-78a36 36 0 0 1-36-36z"/><path d="M120 160h150v26H120z" fill="${l}"/>`,
  ],
  [
    'board',
    (l) =>
      `<path d="M110 110h180a16 16 0 0 1 16 16v176a16 16 0 0 1-16 16H110a16 16 0 0 1-16-16V126a16 16 0 0 1 16-16z"/><circle cx="270" cy="146" r="13" fill="${l}"/><path d="M124 190h152M124 230h152M124 270h152" stroke="${l}"/>`,
  ],
  [
    'knife',
    (l) =>
      `<path d="M64 262 250 150c22-14 34-2 24 16l-16 26-60 34-30 44z" fill="${l}"/><path d="m254 190 20-34 72-44a18 18 0 0 1 20 30z"/>`,
  ],
  [
    'pan',
    (l) =>
      `<path d="M262 214 352 170a13 13 0 0 1 13 22l-93 52"/><path d="M60 210h224l-20 76a40 40 0 0 1-38 30H118a40 40 0 0 1-38-30z"/><path d="M60 210h224" stroke="${l}"/>`,
  ],
  [
    'towel',
    (l) =>
      `<path d="M104 110h192v190l-24 16-24-16-24 16-24-16-24 16-24-16-24 16-24-16z"/><path d="M140 110v196M262 110v196" stroke="${l}" stroke-width="12"/>`,
  ],
  [
    'bowl',
    (l) =>
      `<path d="M72 190h256c0 74-50 126-100 126h-56c-50 0-100-52-100-126z"/><path d="M104 190c10-54 44-40 56-22 12-44 62-40 70-4 22-26 58-16 62 26z" fill="${l}"/>`,
  ],
  [
    'dripper',
    (l) =>
      `<path d="M92 150h216l-62 104h-92z"/><path d="M130 254h140v22H130zM166 276h68v40h-68z" fill="${l}"/><path d="m150 160 22 84M200 160v84M250 160l-22 84" stroke="${l}"/>`,
  ],
  [
    'notebook',
    (l) =>
      `<path d="M112 92h164a16 16 0 0 1 16 16v196a16 16 0 0 1-16 16H112z"/><path d="M112 92h30v228h-30z" fill="${l}"/><path d="M258 92v228" stroke="${l}"/>`,
  ],
  [
    'tray',
    (l) =>
      `<path d="M56 236h288a14 14 0 0 1 14 14l-12 52a18 18 0 0 1-18 14H72a18 18 0 0 1-18-14l-12-52a14 14 0 0 1 14-14z"/><path d="m96 236 60-110 22 12-52 98zM210 236l34-124 24 8-30 116z" fill="${l}"/>`,
  ],
  [
    'pen',
    (l) =>
      `<path d="m120 300 14-62 140-150 50 46-142 152z"/><path d="m120 300 14-62 48 48zM242 122l50 46" fill="${l}"/>`,
  ],
  [
    'lamp',
    (l) =>
      `<path d="M130 306V218l84-92" fill="none" stroke-width="12"/><path d="M92 300h90a10 10 0 0 1 10 18H82a10 10 0 0 1 10-18z"/><path d="m196 86 104 92c-40 14-112-28-120-66z"/><path d="m232 190 22-22 22 18-12 20z" fill="${l}"/>`,
  ],
  [
    'mat',
    (l) => `<path d="M44 268 110 180h196l50 88z"/><path d="M44 268h312v16H44zM176 200h90l10 34H168z" fill="${l}"/>`,
  ],
  [
    'calendar',
    (l) =>
      `<path d="M100 106h200v210H100z"/><path d="M100 106h200v48H100z" fill="${l}"/><path d="M132 190h26m24 0h26m24 0h26M132 230h26m24 0h26m24 0h26M132 270h26m24 0h26M150 92v30m100-30v30" stroke="${l}" stroke-width="10"/>`,
  ],
  [
    'trowel',
    (l) =>
      `<path d="M200 320c-44-34-54-90-46-132h92c8 42-2 98-46 132z" fill="${l}"/><path d="M190 188v-40h20v40zM182 70a18 18 0 0 1 36 0l4 78h-44z"/>`,
  ],
  [
    'watering',
    (l) =>
      `<path d="M132 180h136v118a18 18 0 0 1-18 18H150a18 18 0 0 1-18-18z"/><path d="M132 262 66 168m-22 16 40-30" fill="none" stroke-width="12"/><path d="M268 200c70-16 70 82 0 82M150 180c4-74 96-74 100 0" fill="none"/><path d="M132 206h136" stroke="${l}"/>`,
  ],
  [
    'glove',
    (l) =>
      `<path d="M140 320V206l-40-44c-12-18 12-36 28-20l28 26-14-70c0-22 28-24 32-4l10 62 2-76c2-20 32-20 32 0l2 76 14-62c6-20 34-14 30 8l-12 82c30-4 38 26 20 44l-28 34v58z"/><path d="M136 282h112v38H136z" fill="${l}"/>`,
  ],
  [
    'secateurs',
    (l) =>
      `<path d="M196 190c-50-20-66-60-60-104 44 14 74 50 80 92zM216 178c10-38 40-56 74-54-4 40-32 66-66 72z" fill="${l}"/><path d="M190 186c-44 40-54 90-40 130 16 6 26-2 28-14 2-40 20-76 42-104zM222 190c30 26 50 66 50 112 8 16 26 12 32 0 0-54-24-96-64-126z"/><circle cx="208" cy="188" r="11" fill="${l}"/>`,
  ],
  [
    'seed',
    (l) =>
      `<path d="M118 120h164v196H118z"/><path d="M118 120h164v34H118z" fill="${l}"/><path d="M200 290v-70m0 30c-34 4-44-20-44-36 30-2 44 14 44 36zm0-18c30 2 42-20 42-36-28-2-42 14-42 36z" fill="${l}"/>`,
  ],
  [
    'bee',
    (l) =>
      `<path d="M86 170 200 84l114 86h-26v146H112V170z"/><g fill="${l}"><circle cx="156" cy="206" r="17"/><circle cx="204" cy="196" r="12"/><circle cx="246" cy="212" r="19"/><circle cx="152" cy="264" r="13"/><circle cx="200" cy="254" r="19"/><circle cx="246" cy="270" r="13"/></g>`,
  ],
  [
    'pots',
    (l) =>
      `<path d="M64 190h130v28h-10l-14 98H88l-14-98H64zM222 232h116v24h-10l-12 60h-74l-12-60h-8z"/><path d="M64 190h130v28H64zM222 232h116v24H222z" fill="${l}"/>`,
  ],
  [
    'pot',
    (l) =>
      `<path d="M124 214h152l-18 90a14 14 0 0 1-14 12h-88a14 14 0 0 1-14-12z"/><path d="M200 214c-8-60-48-84-82-80 0 44 34 78 82 80zm0 0c-4-70 30-112 76-112 6 52-22 98-76 112zm0 0c-20-50-14-96 6-128 22 34 18 84-6 128z" fill="${l}"/>`,
  ],
  [
    'bag',
    (l) =>
      `<path d="M142 176c0-86 116-86 116 0" fill="none" stroke-width="12"/><path d="M70 176h260l16 116a22 22 0 0 1-22 24H76a22 22 0 0 1-22-24z"/><path d="M66 214h268M136 176v44m128-44v44" stroke="${l}" stroke-width="10"/>`,
  ],
  [
    'bottle',
    (l) =>
      `<path d="M160 150c0-16 14-20 14-34h52c0 14 14 18 14 34v146a20 20 0 0 1-20 20h-40a20 20 0 0 1-20-20z"/><path d="M170 76h60v40h-60zM160 206h80v44h-80z" fill="${l}"/>`,
  ],
  [
    'umbrella',
    (l) =>
      `<path d="M200 96v190c0 40-56 40-56 4" fill="none" stroke-width="10"/><path d="M52 220C60 140 124 96 200 96s140 44 148 124c-26-24-56-24-74 0-20-26-54-26-74 0-20-26-54-26-74 0-18-24-48-24-74 0z"/><path d="M200 96c-44 30-70 70-74 124m74-124c44 30 70 70 74 124" fill="none" stroke="${l}"/>`,
  ],
  [
    'blanket',
    (l) =>
      `<path d="M92 180h216a44 44 0 0 1 0 136H92a44 44 0 0 1 0-136z"/><circle cx="92" cy="248" r="42" fill="${l}"/><circle cx="92" cy="248" r="18"/><path d="M186 180v136m74-136v136" stroke="${l}" stroke-width="14"/>`,
  ],
  [
    'cube',
    (l) =>
      `<path d="M70 196h150v120H70zM236 220h104v96H236zM120 110h160v86H120z"/><path d="M92 222h106M92 250h106m58-6h66M142 136h116" stroke="${l}" stroke-width="9"/>`,
  ],
  [
    'torch',
    (l) =>
      `<path d="M96 268 212 152l44 44-116 116a20 20 0 0 1-30 0l-14-14a20 20 0 0 1 0-30z"/><path d="m206 146 26-46 76 76-46 26z" fill="${l}"/><path d="m268 96 14-36m34 66 36-14M298 108l30-30" fill="none"/>`,
  ],
  [
    'cup',
    (l) =>
      `<path d="M270 206c52-12 52 70-6 70" fill="none"/><path d="M116 176h158l-12 124a18 18 0 0 1-18 16h-98a18 18 0 0 1-18-16z"/><path d="M108 164h174v20H108z" fill="${l}"/>`,
  ],
];

/** For a thing that no drawing shows: a parcel. */
const parcel: Drawing = (l) =>
  `<path d="M96 180 200 132l104 48v88l-104 52-104-52z"/><path d="m96 180 104 50 104-50M200 230v90" fill="none"/><path d="m148 156 104 50v34" fill="none" stroke="${l}" stroke-width="12"/>`;

/** SVG shapes of the thing that the name speaks of; `light` is the second colour. */
export function drawingOf(name: string, light: string): string {
  const words = name.toLowerCase();
  const found = DRAWINGS.find(([word]) => words.includes(word));
  return (found?.[1] ?? parcel)(light);
}
