import { ourDecisionWords } from '#app/features/points/decision-words.ts'
import { isDecision } from '#app/features/points/disposition.ts'
import { formatDate } from '#app/local-date.ts'

/** What changed of a point: values are codes and ids, null for nothing. */
export type HistoryChange = { field: string; from: string | null; to: string | null }

/** What each field is called in the export. */
export const fieldLabels: Record<string, string> = {
  theme: 'thema',
  chapter: 'hoofdstuk',
  place: 'plek in het plan',
  step: 'stap',
  assignee: 'behandelaar',
  dueOn: 'uiterste dag',
  campaign: 'campagne',
  release: 'vrijgegeven',
  return: 'teruggestuurd',
  disposition: 'besluit',
  answer: 'antwoord',
  range: 'stuk van de tekst',
  summary: 'samenvatting',
  publicForm: 'wat openbaar wordt',
  made: 'gemaakt',
}

/** What an act did that has no values of its own in the history. */
const acts: Record<string, string> = {
  markPoint: 'maakte dit punt',
  writeNote: 'schreef een notitie',
  removeNote: 'haalde een eigen notitie weg',
  askAdvice: 'vroeg advies over dit punt',
  withdrawAdvice: 'trok een vraag om advies in',
  openAdvice: 'opende de vraag om advies',
  giveAdvice: 'schreef aan het advies',
  finishAdvice: 'rondde het advies af',
  confirmAnswer: 'vond dat het antwoord nog klopt',
  withdrawPoint: 'nam dit punt terug uit de openbaarheid',
  correctPublishedPoint: 'corrigeerde de openbare woorden',
  redact: 'liet openbare woorden weg',
  redactRange: 'liet woorden weg uit wat openbaar wordt',
  unredactRange: 'liet weggelaten woorden weer toe',
  letFindingThrough: 'zei waarom iets openbaar mag zijn',
  submitReaction: 'stuurde deze inbreng in',
  registerFreeContribution: 'voerde deze inbreng in',
  importContributions: 'nam deze inbreng over uit een bestand',
  takeInResponse: 'nam deze inbreng aan',
  finishSplit: 'maakte de splitsing af',
  reopenSplit: 'heropende de splitsing',
  markNonPoint: 'zei van een stuk dat het geen punt is',
  unmarkNonPoint: 'maakte een stuk weer open',
  removePoint: 'haalde een punt weg',
  correctOrigin: 'verbeterde de herkomst',
  addSourceFile: 'voegde een bestand toe',
  removeSourceFile: 'haalde een bestand weg',
}

const ourName = (value: string) => (isDecision(value) ? ourDecisionWords.of(value).label : value)

/** A value in words: the name of an id, a decision, a day. */
export function valueInWords(
  { field }: HistoryChange,
  value: string | null,
  names: ReadonlyMap<string, string>,
): string {
  if (value === null) return ''
  if (field === 'disposition') return (names.get(value) ?? ourName(value)).toLowerCase()
  if (field === 'dueOn') return formatDate(value)
  if (field === 'step') return `stap ${value}`
  if (field === 'release') return value === 'true' ? 'ja' : 'nee'
  if (field === 'publicForm') return value === 'quotation' ? 'wat er geschreven is' : 'de samenvatting'
  if (field === 'theme' || field === 'assignee' || field === 'place')
    return names.get(value) ?? 'iets dat er niet meer is'
  return value
}

/** What happened, without who: 'gaf het thema Mobiliteit', 'wijzigde het besluit van overgenomen in niet overgenomen'. */
export function eventInWords(
  { act, detail, changes }: { act: string; detail: Record<string, unknown>; changes: readonly HistoryChange[] },
  names: ReadonlyMap<string, string>,
): string {
  // A new text is said with its decision.
  const hasDecision = changes.some(({ field }) => field === 'disposition')
  const told = changes
    .filter(({ field }) => field !== 'answer' || !hasDecision)
    .filter(({ field }) => field !== 'return')
    .filter(({ field }) => field !== 'chapter' || !changes.some((other) => other.field === 'place'))
    .map((change) => changeInWords(change, names))
  if (told.length > 0) return new Intl.ListFormat('nl-NL').format(told)
  const known = acts[act]
  if (known !== undefined) return known
  if (act === 'changePoint' && typeof detail.changed === 'string')
    return `wijzigde ${new Intl.ListFormat('nl-NL').format(detail.changed.split(' ').map((field) => fieldLabels[field] ?? field))}`
  return 'deed iets aan dit punt'
}

function changeInWords(change: HistoryChange, names: ReadonlyMap<string, string>): string {
  const { field, from, to } = change
  const [was, is] = [valueInWords(change, from, names), valueInWords(change, to, names)]
  switch (field) {
    case 'disposition':
      if (from === null) return `antwoordde: ${is}`
      if (to === null) return 'haalde het antwoord weg'
      return `wijzigde het besluit van ${was} in ${is}`
    case 'answer':
      return to === null ? 'haalde het antwoord weg' : 'wijzigde de tekst van het antwoord'
    case 'theme':
      return to === null
        ? `haalde het thema ${was} weg`
        : from === null
          ? `gaf het thema ${is}`
          : `wijzigde het thema van ${was} in ${is}`
    case 'assignee':
      return to === null ? `haalde het punt weg bij ${was}` : `gaf het punt aan ${is}`
    case 'dueOn':
      return to === null ? 'haalde de uiterste dag weg' : `zette de uiterste dag op ${is}`
    case 'place':
      return to === null ? 'haalde de plek in het plan weg' : `koppelde het punt aan ${is}`
    case 'chapter':
      return to === null ? 'haalde het hoofdstuk weg' : `zette het punt bij hoofdstuk ${is}`
    case 'step':
      return from === null ? `zette het punt op ${is}` : `bracht het punt van ${was} naar ${is}`
    case 'release':
      return to === 'true' ? 'gaf het punt vrij' : 'nam de vrijgave terug'
    case 'campaign':
      return to === null ? 'haalde het punt uit zijn campagne' : 'zette het punt bij een campagne'
    case 'range':
      return 'wijzigde welk stuk van de tekst bij dit punt hoort'
    case 'summary':
      return to === null
        ? 'haalde de samenvatting weg'
        : from === null
          ? 'schreef een samenvatting'
          : 'wijzigde de samenvatting'
    case 'publicForm':
      return `koos dat ${is} openbaar wordt`
    case 'made':
      return 'maakte dit punt'
    default:
      return `wijzigde ${fieldLabels[field] ?? field}`
  }
}
