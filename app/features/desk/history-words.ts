import { formalStateLabels, formalStates } from '#app/features/contributions/formal-state.ts'
import { roundLabels, rounds } from '#app/features/contributions/round.ts'
import { ourDecisionWords } from '#app/features/points/decision-words.ts'
import { isDecision } from '#app/features/points/disposition.ts'
import { redactionWords } from '#app/features/points/public-words.ts'
import { channelKinds, channelLabels } from '#app/features/processes/process.ts'
import { formatDate } from '#app/local-date.ts'

/** What changed of a point or a contribution: values are codes and ids, null for nothing. */
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
  redaction: 'weggelaten woorden',
  publicWords: 'openbare woorden',
  formalState: 'telt mee',
  split: 'splitsing',
  channel: 'kanaal',
  sentOn: 'dag van verzenden',
  receivedOn: 'dag van ontvangst',
  heldOn: 'dag',
  heldUntil: 'tot en met',
  readBackOn: 'dag van teruglezen',
  round: 'ronde',
  name: 'naam',
  person: 'wie het zei',
  source: 'bron',
  place_: 'plaats',
  consent: 'toestemming',
  email: 'e-mailadres',
  namedInPublic: 'naam in het openbaar',
}

/** Fields whose values are days. */
const days = new Set(['dueOn', 'sentOn', 'receivedOn', 'heldOn', 'heldUntil', 'readBackOn'])

/** What the record of an act on a contribution says that changed. */
export function changesInDetail(act: string, detail: Record<string, unknown>): HistoryChange[] {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  const redaction = `${text(detail.start)}-${text(detail.end)} ${text(detail.reason)}`
  switch (act) {
    case 'redactRange':
      return [{ field: 'redaction', from: null, to: redaction }]
    case 'unredactRange':
      return [{ field: 'redaction', from: redaction, to: null }]
    case 'setFormalState':
    case 'liftFormalState':
      return [{ field: 'formalState', from: text(detail.from), to: text(detail.to) }]
    case 'finishSplit':
      return [{ field: 'split', from: 'open', to: 'done' }]
    case 'reopenSplit':
      return [{ field: 'split', from: 'done', to: 'open' }]
    case 'correctOrigin':
      return (text(detail.changed) ?? '').split(' ').map((field) => ({
        // Its place is where it was held, and none in the plan.
        ...{ field: field === 'place' ? 'place_' : field },
        ...{ from: text(detail[`from.${field}`]), to: text(detail[`to.${field}`]) },
      }))
    default:
      return []
  }
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
  changePublished: 'wijzigde wat openbaar is',
  makeRedactionFinal: 'maakte een weglating definitief',
  splitPoint: 'splitste een punt',
  joinToPoint: 'voegde woorden bij dit punt',
  takeOutOfPoint: 'haalde woorden uit een punt',
  undoSplitAct: 'maakte iets in de splitsing ongedaan',
  takeSuggestion: 'nam een voorstel voor een punt over',
  skipSuggestion: 'sloeg een voorstel voor een punt over',
  refuseWorkSuggestion: 'zei dat een voorstel niet klopt',
  letFindingThrough: 'zei waarom iets openbaar mag zijn',
  submitReaction: 'stuurde deze inbreng in',
  registerFreeContribution: 'voerde deze inbreng in',
  importContributions: 'nam deze inbreng over uit een bestand',
  takeInResponse: 'nam deze inbreng aan',
  markNonPoint: 'zei van een stuk dat het geen punt is',
  unmarkNonPoint: 'maakte een stuk weer open',
  removePoint: 'haalde een punt weg',
  correctOrigin: 'verbeterde de herkomst',
  addSourceFile: 'voegde een bestand toe',
  removeSourceFile: 'haalde een bestand weg',
}

/** What an act is called in the export. */
export const actInWords = (act: string): string => acts[act] ?? changingActs[act] ?? 'wijzigde iets'

/** Acts that are known by what they changed, in words for a line of the export. */
const changingActs: Record<string, string> = {
  changePoint: 'wijzigde het punt',
  setTheme: 'gaf een thema',
  assignPoint: 'wees toe',
  setDueDate: 'zette de uiterste dag',
  setPlace: 'koppelde aan het plan',
  answerPoint: 'bewaarde het antwoord',
  answerPoints: 'beantwoordde punten',
  removeAnswer: 'haalde het antwoord weg',
  shareAnswer: 'deelde een antwoord',
  completeStep: 'gaf akkoord',
  giveOwnAnswer: 'zei dat het eigen antwoord ook bij dit punt hoort',
  returnPoint: 'stuurde terug',
  releasePoints: 'gaf vrij',
  takeReleaseBack: 'nam de vrijgave terug',
  takeWorkSuggestion: 'nam een voorstel over',
  doBulk: 'wijzigde veel punten in één keer',
  undoBulk: 'maakte een wijziging van veel punten ongedaan',
  assignByRules: 'wees toe volgens de regels',
  redactRange: 'liet woorden weg',
  redactAlike: 'liet woorden weg uit alle brieven die hetzelfde zeggen',
  unredactRange: 'liet weggelaten woorden weer toe',
  setFormalState: 'zei dat de inbreng niet meetelt',
  liftFormalState: 'liet de inbreng weer meetellen',
  finishSplit: 'maakte de splitsing af',
  reopenSplit: 'heropende de splitsing',
  answerCampaign: 'beantwoordde een campagne',
  answerSamePoints: 'beantwoordde gelijke punten',
  splitCampaign: 'splitste een campagne',
  joinCampaign: 'nam brieven op in een campagne',
}

const ourName = (value: string) => (isDecision(value) ? ourDecisionWords.of(value).label : value)

/** What was done with words that were public. */
const publicActs: Record<string, string> = {
  redact: 'woorden weggelaten',
  unredact: 'woorden teruggezet',
  correct: 'gecorrigeerd',
  withdraw: 'teruggenomen',
}

/** How many places of words that were left out the history names; the rest is counted. */
const PLACES_SAID = 5

/** '12-20,31-39 personName' as 'naam (tekens 12 tot en met 20, 31 tot en met 39)'. */
function redactionIn(value: string): string {
  const [ranges = '', reason = ''] = value.split(' ')
  const why = redactionWords[reason as keyof typeof redactionWords] ?? 'om een andere reden'
  const places = ranges.split(',').map((range) => range.replace('-', ' tot en met '))
  const more = places.length > PLACES_SAID ? ` en nog ${places.length - PLACES_SAID} plaatsen` : ''
  return `${why} (tekens ${places.slice(0, PLACES_SAID).join(', ')}${more})`
}

const formalIn = (value: string) =>
  formalStates.flatMap((state) => (state === value ? [formalStateLabels[state].toLowerCase()] : []))[0] ?? value

/** A value in words: the name of an id, a decision, a day. `names` has them by id, and those of steps as 'step 2'. */
export function valueInWords(
  { field }: HistoryChange,
  value: string | null,
  names: ReadonlyMap<string, string>,
): string {
  if (value === null) return ''
  if (field === 'disposition') return (names.get(value) ?? ourName(value)).toLowerCase()
  if (days.has(field)) return formatDate(value)
  if (field === 'step') return names.get(`step ${value}`) ?? `stap ${value}`
  if (field === 'redaction') return redactionIn(value)
  if (field === 'formalState') return formalIn(value)
  if (field === 'split') return value === 'done' ? 'klaar' : 'open'
  if (field === 'channel')
    return channelKinds.flatMap((kind) => (kind === value ? [channelLabels[kind].label] : []))[0] ?? value
  if (field === 'round') return rounds.flatMap((round) => (round === value ? [roundLabels[round]] : []))[0] ?? value
  if (field === 'publicWords') return publicActs[value] ?? names.get(value) ?? 'woorden die gewist zijn'
  if (field === 'answer') return names.get(value) ?? 'een tekst die er niet meer is'
  if (field === 'summary') return value === 'before' ? 'de eerdere samenvatting' : 'een nieuwe samenvatting'
  if (field === 'range') return `tekens ${value.replace('-', ' tot en met ')}`
  if (field === 'release') return value === 'true' ? 'ja' : 'nee'
  if (field === 'publicForm') return value === 'quotation' ? 'wat er geschreven is' : 'de samenvatting'
  if (field === 'theme' || field === 'assignee' || field === 'place' || field === 'campaign' || field === 'return')
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
    .filter(({ field, to }) => field !== 'return' || to !== null)
    .filter(({ field }) => field !== 'step' || !changes.some((other) => other.field === 'return' && other.to !== null))
    .filter(({ field }) => field !== 'chapter' || !changes.some((other) => other.field === 'place'))
    .map((change) => changeInWords(change, names))
  if (told.length > 0) return new Intl.ListFormat('nl-NL').format(told)
  const known = acts[act]
  if (known !== undefined) return known
  if (act === 'changePoint' && typeof detail.changed === 'string')
    return `wijzigde ${new Intl.ListFormat('nl-NL').format(detail.changed.split(' ').map((field) => fieldLabels[field] ?? field))}`
  return 'wijzigde iets'
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
      return to === null ? `haalde het punt uit de campagne ${was}` : `zette het punt bij de campagne ${is}`
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
    case 'return':
      return `stuurde het punt terug: “${is}”`
    case 'redaction':
      return to === null ? `liet weggelaten woorden weer toe: ${was}` : `liet woorden weg uit wat openbaar wordt: ${is}`
    case 'publicWords':
      return `${saidOfPublic[to ?? ''] ?? 'wijzigde de openbare woorden'}. Eerst was openbaar: “${was}”`
    case 'formalState':
      return to === null
        ? `liet deze inbreng weer meetellen, die ${was} was`
        : `zei dat deze inbreng niet meetelt: ${is}`
    case 'split':
      return to === 'done' ? 'maakte de splitsing af' : 'heropende de splitsing'
    default:
      if (from === null && to === null) return `wijzigde ${fieldLabels[field] ?? field}`
      return `wijzigde ${fieldLabels[field] ?? field} van ${was || 'niets'} in ${is || 'niets'}`
  }
}

const saidOfPublic: Record<string, string> = {
  redact: 'liet openbare woorden weg',
  unredact: 'zette weggelaten openbare woorden terug',
  correct: 'corrigeerde de openbare woorden',
  withdraw: 'nam dit punt terug uit de openbaarheid',
}
