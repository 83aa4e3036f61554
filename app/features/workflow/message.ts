/** What officials are told of: at the desk, and by mail. */
export const messageKinds = ['assigned', 'returned', 'mentioned', 'adviceAnswered', 'due'] as const
export type MessageKind = (typeof messageKinds)[number]

const howMany = (points: number) =>
  points === 1 ? '1 punt' : `${new Intl.NumberFormat('nl-NL').format(points)} punten`
const verb = (points: number, one: string, more: string) => (points === 1 ? one : more)

/** What happened, in Dutch, as a sentence without names of residents: it is mailed too. */
export function messageInWords({
  kind,
  points,
  from,
}: {
  kind: MessageKind
  points: number
  from: string | null
}): string {
  const who = from ?? 'Saomen'
  switch (kind) {
    case 'assigned':
      return `${howMany(points)} ${verb(points, 'staat', 'staan')} nu op uw naam.`
    case 'returned':
      return `${who} stuurde ${howMany(points)} naar u terug.`
    case 'mentioned':
      return `${who} noemde u in een notitie.`
    case 'adviceAnswered':
      return `Er is advies gegeven over ${howMany(points)}.`
    case 'due':
      return `${howMany(points)} op uw naam ${verb(points, 'moet', 'moeten')} vandaag klaar of ${verb(points, 'is', 'zijn')} te laat.`
  }
}

/** What became of the point of a message since it was told, as a sentence; null when there is nothing to say. */
export function sinceInWords({
  state,
  isThrough,
  isAnswered,
}: {
  /** null: the message is about more points. */
  state: string | null
  /** It went through all steps. */
  isThrough: boolean
  isAnswered: boolean
}): string | null {
  if (state === null) return null
  if (state === 'setAside') return 'Dit punt telt niet meer mee.'
  if (state === 'public') return 'Dit punt is intussen openbaar.'
  if (isThrough) return 'Dit punt is intussen klaar.'
  return isAnswered ? 'Dit punt heeft een antwoord.' : null
}
