/** Steps of a Weyl sequence on 32 bits, and the odd factors that mix each (Steele, Lea, Flood: "Fast splittable pseudorandom number generators"). */
const STEP = 0x9e3779b9;
const MIX = [0x85ebca6b, 0xc2b2ae35] as const;

function mixed(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), MIX[0]);
  bits = Math.imul(bits ^ (bits >>> 13), MIX[1]);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Numbers in [0, 1) that are the same for the same seed, of 32 bits. */
export function seededRandom(seed: number): () => number {
  let state = mixed(seed);
  return () => {
    state = (state + STEP) | 0;
    return mixed(state) / 2 ** 32;
  };
}
