import { build } from '../../scripts/build.ts'

/** Journeys walk through what is built, so it must be what is written. */
export default async function setup() {
  await build()
}
