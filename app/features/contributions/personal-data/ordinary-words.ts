const trades =
  'bakker boer dekker herder jager keizer kok koning koster kramer kuiper meester molenaar prins ridder ruiter schilder schipper slager smid timmerman tuinman visser wachter wever'
const places =
  'beek berg bergen boom bos brink broek brug dijk dorp haven heide hof hoek huis kamp kerk kerkhof land meer molen park plein poort school sluis stad straat tuin veld velden water weg zand zee'
const looks =
  'best beste blauw blij bruin goed groen groot hard heet jong klein koel kort koud lang mooi nat noord oost oud recht rood snel stil sterk vrij vrolijk warm west wijs wit zacht zuid zwart'
const nature =
  'bloem berk beer haan haas herfst hond leeuw linde linden mol mus raven roos spin sterre storm vogel vos winter wind wolf zomer zwaan kool peer appel zon maan els iris merel fleur'
const people = 'broer burger buur kind man oom vader vriend vrouw zoon baas'
const things = 'arm bank bed brand deur hand hart kan kist mond pan post pot raad stoel steen tafel voet zak wal'
const short =
  'art ben don dick fee ger hoop ik joy lot mark max mees mei per rein rob sam stef ster ton wil will win august gem mart'

/** Words that are names as well; alone they say nothing of who is meant. */
export const ordinaryWords: ReadonlySet<string> = new Set(
  [trades, places, looks, nature, people, things, short].flatMap((words) => words.split(' ')),
)
