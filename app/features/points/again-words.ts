/** That a point whose public words changed is approved again, in Dutch; nothing when it was not approved yet. */
export const againWords = (step: string | null): string[] =>
  step === null ? [] : [`Het was al goedgekeurd en ligt nu weer bij ${step}.`]
