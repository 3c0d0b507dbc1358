/** Zones that dates name by letters, in hours east of Greenwich, as GNU's dates have them. */
const ZONES: Readonly<Record<string, number>> = {
  utc: 0, gmt: 0, ut: 0, wet: 0, west: 1, bst: 1, art: -3, brt: -3, brst: -2, nst: -3.5, ndt: -2.5, ast: -4, adt: -3, clt: -4,
  clst: -3, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7, akst: -9, akdt: -8, hst: -10, hast: -10,
  hadt: -9, sst: -12, wat: 1, cet: 1, cest: 2, met: 1, mez: 1, mest: 2, mesz: 2, eet: 2, eest: 3, cat: 2, sast: 2, eat: 3,
  msk: 3, msd: 4, ist: 5.5, sgt: 8, kst: 9, jst: 9, gst: 10, nzst: 12, nzdt: 13,
}; // prettier-ignore

/** Undefined when the letters name no zone. A single one is the military's: A to M without J eastward, N to Y westward, Z. */
export function zoneByLetters(letters: string): number | undefined {
  const name = letters.toLowerCase();
  if (name.length > 1) return ZONES[name];
  if (name === 'z') return 0;
  const east = 'abcdefghiklm'.indexOf(name);
  if (east >= 0) return east + 1;
  const west = 'nopqrsuvwxy'.indexOf(name);
  return west < 0 ? undefined : -(west + (west < 6 ? 1 : 2));
}
