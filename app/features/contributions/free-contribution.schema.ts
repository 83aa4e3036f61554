import { z } from 'zod'
import { channelLabels } from '#app/features/processes/process.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { asTyped, withoutNul } from '#app/forms/typed.ts'
import { formatDate, parseDate, type LocalDate } from '#app/local-date.ts'
import {
  asksFor,
  consents,
  freeChannels,
  freeKindOf,
  mayStayEmpty,
  type FreeField,
  type Origin,
} from './free-contribution.ts'
import type { ContributorKind } from './contributor-kind.ts'
import { rounds } from './round.ts'
import { problemOfEmail } from './reaction.schema.ts'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'

export type FreeTexts = { [Field in FreeField]?: string | undefined }

/** A text as it was given, without the character that cannot be kept. */
export const wordsGiven = asTyped.transform(withoutNul)
const asked = wordsGiven.optional()

/** What may be filled in of where something comes from; `readOrigin` says what is asked of a kind. */
export const originInput = {
  ...{ name: asked, person: asked, source: asked, heldOn: asked, heldUntil: asked, place: asked, consent: asked },
  ...{ readBackOn: asked, channel: asked, sentOn: asked, receivedOn: asked, email: asked, namedInPublic: asked },
  round: asked,
} satisfies Record<FreeField, unknown>

/** A stored origin as its form shows it. */
export function textsOfOrigin(origin: Origin): FreeTexts {
  const day = (date: LocalDate | null) => (date === null ? '' : formatDate(date))
  const { name, person, source, place, consent, channel, email, namedInPublic } = origin
  return {
    ...{ name, person, source, place, consent, channel, email, namedInPublic: namedInPublic ? 'yes' : '' },
    ...{ heldOn: day(origin.heldOn), heldUntil: day(origin.heldUntil), readBackOn: day(origin.readBackOn) },
    ...{ sentOn: day(origin.sentOn), receivedOn: day(origin.receivedOn), round: origin.round ?? '' },
  }
}

const LONGEST_LINE = 200

const nameAsked: Partial<Record<ContributorKind, string>> = {
  organisation: 'Vul de naam van de organisatie in.',
  workingGroup: 'Vul de naam van de werkgroep in.',
  functionHolder: 'Vul de functie in. De naam van de persoon is niet nodig.',
  conversations: 'Schrijf met wie er is gesproken, en waarover.',
  meeting: 'Vul de naam van het overleg in.',
  study: 'Vul de titel van het onderzoek in.',
}
const whenMissing: Partial<Record<FreeField, string>> = {
  source: 'Vul in wie het onderzoek deed, en wanneer.',
  heldOn: 'Vul de datum in, zoals 3 juni 2016.',
  receivedOn: 'Vul in wanneer het is ontvangen, zoals 3 juni 2016.',
  channel: 'Kies hoe het binnenkwam.',
  consent: 'Kies of de deelnemers het goed vinden dat wij dit gebruiken.',
}

/** The origin that a form tells of, or what is wrong with it by field. Only what is asked of the kind counts. */
export function readOrigin(
  kind: ContributorKind,
  texts: FreeTexts,
  today: LocalDate,
): { origin: Origin; errors: null } | { origin: null; errors: FieldErrors } {
  const free = freeKindOf(kind)
  if (!free) throw new Error(`not registered by hand: ${kind}`)
  const errors: FieldErrors = {}
  const text = (field: FreeField) => (asksFor(free, field) ? (texts[field] ?? '').trim() : '')
  const line = (field: FreeField) => {
    const value = text(field).replace(/\s+/g, ' ')
    if (textLength(value) > LONGEST_LINE) errors[field] = `Maak dit korter: hooguit ${LONGEST_LINE} tekens.`
    if (value === '' && asksFor(free, field) && !mayStayEmpty(free, field))
      errors[field] = (field === 'name' ? nameAsked[kind] : whenMissing[field]) ?? 'Vul dit in.'
    return value
  }
  const date = (field: 'heldOn' | 'heldUntil' | 'readBackOn' | 'sentOn' | 'receivedOn') => {
    const value = text(field)
    if (value === '') {
      if (asksFor(free, field) && !mayStayEmpty(free, field)) errors[field] = whenMissing[field] ?? 'Vul een datum in.'
      return null
    }
    const day = parseDate(value)
    if (day === null || day < '1900-01-01')
      errors[field] = 'Vul een bestaande datum in, zoals 5 oktober 2016 of 5-10-2016.'
    else if (day > today) errors[field] = 'Deze dag moet nog komen. Vul een dag in tot en met vandaag.'
    return day
  }
  const choice = <T extends string>(field: 'channel' | 'consent', values: readonly T[], otherwise: T) => {
    if (!asksFor(free, field)) return otherwise
    const found = z.enum(values).safeParse(text(field))
    if (!found.success) errors[field] = whenMissing[field] ?? 'Kies er een.'
    return found.data ?? otherwise
  }

  const origin: Origin = {
    name: line('name'),
    channel: choice('channel', freeChannels, kind === 'study' ? 'email' : 'meeting'),
    sentOn: date('sentOn'),
    receivedOn: date('receivedOn'),
    person: line('person'),
    source: line('source'),
    heldOn: date('heldOn'),
    heldUntil: date('heldUntil'),
    place: line('place'),
    consent: choice<Origin['consent']>('consent', asksFor(free, 'consent') ? consents : ['notAsked'], 'notAsked'),
    readBackOn: date('readBackOn'),
    email: text('email'),
    namedInPublic: text('namedInPublic') === 'yes',
    round: rounds.find((round) => round === text('round')) ?? null,
  }
  const { sentOn, receivedOn, heldOn, heldUntil, readBackOn, email, namedInPublic, person } = origin
  const problem = problemOfEmail(email)
  if (problem) errors.email = problem.replace('In uw', 'In het').replace('in uw', 'in het')
  if (sentOn && receivedOn && sentOn > receivedOn) errors.sentOn ??= 'Dit ligt na de dag waarop het is ontvangen.'
  if (heldUntil && (!heldOn || heldUntil < heldOn))
    errors.heldUntil ??= 'De laatste dag ligt voor de eerste dag. Vul een latere datum in.'
  if (heldOn && readBackOn && readBackOn < heldOn)
    errors.readBackOn ??= 'Dit ligt voor de dag van het gesprek. Teruglezen komt erna.'
  if (namedInPublic && person === '')
    errors.person ??= 'Vul de naam in die op de website mag. Of haal het vinkje bij de naam weg.'
  if (Object.keys(errors).length > 0) return { origin: null, errors }
  // One day is one day, however it was filled in.
  return { origin: { ...origin, heldUntil: heldUntil === heldOn ? null : heldUntil }, errors: null }
}

/** What is wrong with the text, or null. */
export function problemOfText(text: string): string | null {
  if (/^[\s\p{Cc}\p{Cf}]*$/u.test(text)) return 'Plak of typ de tekst zoals die is gegeven.'
  const length = textLength(text)
  return length > MAX_TEXT_LENGTH
    ? `De tekst heeft ${length.toLocaleString('nl-NL')} tekens. Er passen ${MAX_TEXT_LENGTH.toLocaleString('nl-NL')} tekens in.`
    : null
}

/** The choices of a channel as the form shows them. */
export const channelChoices = freeChannels.map((value) => ({ value, label: channelLabels[value].label }))
