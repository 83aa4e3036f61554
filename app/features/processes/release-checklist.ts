import type { PrivacyFacts } from '#app/features/municipalities/municipality.ts'
import type { LocalDate } from '#app/local-date.ts'
import { formatDate } from '#app/local-date.ts'
import type { ChannelKind, Regime } from './process.ts'
import { channelField, channelLabels, regimeLabels } from './process.ts'

export type ProcessForRelease = {
  title: string
  summary: string
  purposes: string[]
  decidingBody: string
  decidedOn: LocalDate | null
  regime: Regime
  termDays: number | null
  noticeOn: LocalDate | null
  onDisplayFrom: LocalDate | null
  readingPlace: string
  whoMayReact: string
  nextSteps: string
  channels: { kind: ChannelKind; address: string }[]
  planParagraphs: number
  /** Pictures in the plan, and how many of them nobody described for who cannot see them. */
  planPictures: { pictures: number; undescribed: number }
  /** What the municipality says of itself, for all its processes. */
  privacy: PrivacyFacts
}

export type CheckItem = {
  key: string
  /** Name of the form field, and the anchor to jump to. */
  field: string
  /** In Dutch: what to do while it is missing, what is there once it is done. */
  title: string
  /** In Dutch: what it is needed for. */
  why: string
}

type Check = { key: string; field: string; isDone: boolean; ask: string; done: string; why: string }

/** What still keeps a process from being released and what is ready, each in the order of the form. */
export function releaseChecklist(process: ProcessForRelease): { missing: CheckItem[]; done: CheckItem[] } {
  const parts = [contentChecks, termChecks, readingChecks, channelChecks, lastChecks, privacyChecks]
  const checks = parts.flatMap((part) => part(process))
  const item = ({ key, field, why }: Check, title: string): CheckItem => ({ key, field, title, why })
  return {
    missing: checks.filter((check) => !check.isDone).map((check) => item(check, check.ask)),
    done: checks.filter((check) => check.isDone).map((check) => item(check, check.done)),
  }
}

const filled = (text: string) => text.trim() !== ''

function contentChecks(process: ProcessForRelease): Check[] {
  return [
    {
      key: 'title',
      field: 'title',
      isDone: filled(process.title),
      ask: 'Vul de titel in',
      done: 'Titel',
      why: 'Onder deze naam vinden bewoners het plan.',
    },
    {
      key: 'summary',
      field: 'summary',
      isDone: filled(process.summary),
      ask: 'Schrijf een samenvatting in gewone taal',
      done: 'Samenvatting in gewone taal',
      why: 'Bewoners kunnen pas reageren als zij begrijpen waar het plan over gaat.',
    },
    {
      key: 'purposes',
      field: 'purposes',
      isDone: process.purposes.some(filled),
      ask: 'Vul het doel van het plan in',
      done: 'Doel van het plan',
      why: 'Bewoners moeten weten wat de gemeente wil bereiken.',
    },
    {
      key: 'decidingBody',
      field: 'decidingBody',
      isDone: filled(process.decidingBody),
      ask: 'Vul in wie het plan vrijgeeft',
      done: `Vrijgegeven door: ${process.decidingBody.trim()}`,
      why: 'Bij de kennisgeving hoort wie het besluit nam.',
    },
    {
      key: 'decidedOn',
      field: 'decidedOn',
      isDone: process.decidedOn !== null,
      ask: 'Vul de datum van het besluit in',
      done: process.decidedOn === null ? '' : `Besluit van ${formatDate(process.decidedOn)}`,
      why: 'Bij de kennisgeving hoort wanneer het besluit is genomen.',
    },
  ]
}

function termChecks(process: ProcessForRelease): Check[] {
  const { regime, noticeOn, onDisplayFrom, termDays } = process
  const checks: Check[] = [
    {
      key: 'regime',
      field: 'regime',
      isDone: true,
      ask: 'Kies welke regels gelden',
      done: `Regels: ${regimeLabels[regime].label}`,
      why: 'De regels bepalen de termijn en de manieren om te reageren.',
    },
    {
      key: 'noticeOn',
      field: 'noticeOn',
      isDone: noticeOn !== null,
      ask: 'Vul de datum van de kennisgeving in',
      done: noticeOn === null ? '' : `Kennisgeving op ${formatDate(noticeOn)}`,
      why: 'Zonder kennisgeving begint de termijn niet.',
    },
    {
      key: 'onDisplayFrom',
      field: 'onDisplayFrom',
      isDone: onDisplayFrom !== null,
      ask: 'Vul in vanaf wanneer het plan ter inzage ligt',
      done: onDisplayFrom === null ? '' : `Ter inzage vanaf ${formatDate(onDisplayFrom)}`,
      why: 'Zolang het plan niet ter inzage ligt, begint de termijn niet.',
    },
  ]
  if (regime === 'uov') return checks
  return [
    ...checks,
    {
      key: 'termDays',
      field: 'termDays',
      isDone: termDays !== null && termDays > 0,
      ask: 'Vul het aantal dagen van de termijn in',
      done: termDays === 1 ? 'Termijn van 1 dag' : `Termijn van ${termDays} dagen`,
      why: 'Bewoners moeten weten tot en met wanneer zij kunnen reageren.',
    },
  ]
}

function readingChecks(process: ProcessForRelease): Check[] {
  return [
    {
      key: 'plan',
      field: 'plan',
      isDone: process.planParagraphs > 0,
      ask: 'Zet het plan online',
      done: 'Online te lezen',
      why: 'Bewoners moeten het plan op de website kunnen lezen. De termijn begint niet eerder.',
    },
    ...pictureChecks(process.planPictures),
    {
      key: 'readingPlace',
      field: 'readingPlace',
      isDone: filled(process.readingPlace),
      ask: 'Vul in waar het plan op papier ligt',
      done: `Op papier: ${process.readingPlace.trim()}`,
      why: 'Wie niet online leest, moet het plan ergens kunnen inzien. De termijn begint niet eerder.',
    },
  ]
}

/** What a plan shows in pictures must be said in words as well (WCAG 1.1.1). */
function pictureChecks({ pictures, undescribed }: ProcessForRelease['planPictures']): Check[] {
  if (pictures === 0) return []
  return [
    {
      key: 'pictures',
      field: 'pictures',
      isDone: undescribed === 0,
      ask:
        undescribed === 1 ? 'Beschrijf 1 afbeelding in het plan' : `Beschrijf ${undescribed} afbeeldingen in het plan`,
      done: 'Afbeeldingen zijn beschreven',
      why: 'Ook wie een afbeelding niet ziet, moet weten wat erin staat.',
    },
  ]
}

function channelChecks(process: ProcessForRelease): Check[] {
  const has = (kind: ChannelKind) =>
    process.channels.some((channel) => channel.kind === kind && filled(channel.address))
  const spoken = (['phone', 'desk'] as const).filter(has).map((kind) => channelLabels[kind].label.toLowerCase())
  const checks: Check[] = [
    {
      key: 'email',
      field: channelField('email'),
      isDone: has('email'),
      ask: 'Vul het e-mailadres in',
      done: 'E-mailadres',
      why: 'Bewoners moeten weten waar hun reactie heen kan.',
    },
    {
      key: 'post',
      field: channelField('post'),
      isDone: has('post'),
      ask: 'Vul het postadres in',
      done: 'Postadres',
      why:
        process.regime === 'uov'
          ? 'De uniforme procedure vraagt ook een weg op papier.'
          : 'Wie niet online reageert, moet een brief kunnen sturen.',
    },
  ]
  if (process.regime !== 'uov') return checks
  return [
    ...checks,
    {
      key: 'spoken',
      field: channelField('phone'),
      isDone: spoken.length > 0,
      ask: 'Vul een telefoonnummer of een balie in',
      done: `Mondeling reageren: ${spoken.join(' en ')}`,
      why: 'In de uniforme procedure kiest de indiener zelf: schriftelijk of mondeling.',
    },
  ]
}

function lastChecks(process: ProcessForRelease): Check[] {
  return [
    {
      key: 'whoMayReact',
      field: 'whoMayReact',
      isDone: filled(process.whoMayReact),
      ask: 'Vul in wie mag reageren',
      done: `Wie mag reageren: ${process.whoMayReact.trim()}`,
      why: 'Dan weet iedereen of de vraag ook voor hem of haar is.',
    },
    {
      key: 'nextSteps',
      field: 'nextSteps',
      isDone: filled(process.nextSteps),
      ask: 'Zeg wat er na de inspraak gebeurt',
      done: 'Wat er na de inspraak gebeurt',
      why: 'Noem wie besluit en ongeveer wanneer.',
    },
  ]
}

/** What the privacy page says of every process; an administrator fills it in once. */
function privacyChecks({ privacy }: ProcessForRelease): Check[] {
  return [
    {
      key: 'retentionTerm',
      field: municipalityField('retentionTerm'),
      isDone: filled(privacy.retentionTerm),
      ask: 'Vul in hoelang de gemeente reacties bewaart',
      done: `Bewaartermijn: ${privacy.retentionTerm.trim()}`,
      why: 'Wie reageert, moet weten hoelang zijn gegevens bewaard blijven. Een beheerder vult dit in voor de hele gemeente.',
    },
    {
      key: 'retentionBasis',
      field: municipalityField('retentionBasis'),
      isDone: filled(privacy.retentionBasis),
      ask: 'Vul in op welke regel die termijn berust',
      done: `Grondslag: ${privacy.retentionBasis.trim()}`,
      why: 'Bij de bewaartermijn hoort de grondslag. Een beheerder vult dit in voor de hele gemeente.',
    },
    {
      key: 'privacyOfficer',
      field: municipalityField(filled(privacy.privacyOfficerName) ? 'privacyOfficerEmail' : 'privacyOfficerName'),
      isDone: filled(privacy.privacyOfficerName) && filled(privacy.privacyOfficerEmail),
      ask: 'Vul in wie de functionaris gegevensbescherming is',
      done: `Functionaris gegevensbescherming: ${privacy.privacyOfficerName.trim()}`,
      why: 'Wie vragen heeft over zijn gegevens, moet weten wie hij kan mailen. Een beheerder vult dit in voor de hele gemeente.',
    },
  ]
}

const OF_MUNICIPALITY = 'gemeente-'

/** Name of a gap that is not on a page of the process but on the page of the municipality. */
function municipalityField(field: keyof PrivacyFacts): string {
  return OF_MUNICIPALITY + field
}

/** The field on the page of the municipality that a gap is about; null when it is on a page of the process. */
export function fieldOfMunicipality(field: string): string | null {
  return field.startsWith(OF_MUNICIPALITY) ? field.slice(OF_MUNICIPALITY.length) : null
}
