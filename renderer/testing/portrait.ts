const skins = ['#6b4430', '#8a5a3c', '#4f3021', '#a87450'];
const cloths = ['#b5485d', '#2f6f8f', '#c98a2b', '#5d7a45'];

/** A drawn face as a `data:` address: plainly nobody, yet a stand-in for a photo when looking at a screen. */
export function portrait(seed: number): string {
  const skin = skins[seed % skins.length];
  const cloth = cloths[seed % cloths.length];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 340"><rect width="300" height="340" fill="#c9d6d8"/><path d="M60 340c0-90 40-120 90-120s90 30 90 120z" fill="${cloth}"/><ellipse cx="150" cy="135" rx="84" ry="98" fill="${cloth}"/><ellipse cx="150" cy="145" rx="58" ry="72" fill="${skin}"/><circle cx="128" cy="138" r="6" fill="#1b120d"/><circle cx="172" cy="138" r="6" fill="#1b120d"/><path d="M128 182q22 16 44 0" stroke="#2a1a12" stroke-width="5" fill="none" stroke-linecap="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
