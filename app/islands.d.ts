/** The address of a script that `scripts/islands.ts` bundles. */
declare module '*?island' {
  const address: string
  export default address
}
