import { build } from '../../scripts/build.ts'

/** Journeys run the built pages, so the build must be up to date. */
export default async function setup() {
  await build()
}
