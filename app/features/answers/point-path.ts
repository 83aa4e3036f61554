import { paths, withQuery } from '#app/paths.ts'

/** Where everyone reads a point with its answer, by its public number. */
export const pointPath = (slug: string, number: string): string =>
  `${withQuery(paths.public.answered(slug), { vanaf: number })}#punt-${number}`
