/**
 * A process that was looked up in its municipality during this request: an act that gets one need not look it up again.
 * What comes from a form or a program is never one.
 */
export class FoundProcess {
  readonly municipalityId: string
  readonly id: string
  constructor({ municipalityId, id }: { municipalityId: string; id: string }) {
    this.municipalityId = municipalityId
    this.id = id
  }
}
