/** Sentences as residents and officials write them, with as many different words as a large consultation has. */

const nouns =
  'bus fiets auto trein straat weg laan plein park boom tuin huis woning school klas kind ouder buurt wijk dorp stad gemeente raad plan zorg hulp arts werk winkel markt speel sport veld zwem bad water sloot brug kanaal licht lamp paal bank stoep pad rotonde kruising verkeer parkeer plaats geluid lucht stank afval bak vuil glas papier hond kat vogel natuur groen gras heg haag struik bloem muziek kunst theater bieb boek taal les jeugd senior mantel vrijwilliger vereniging kerk moskee begraaf dier wind molen zon dak energie warmte gas stroom kabel riool regen storm dijk polder boer akker koe melk loket balie folder brief website bericht avond dag week jaar geld subsidie belasting kosten prijs huur koop bouw grond steen beton hout verf muur deur raam trap lift rolstoel stok bril gehoor armoede schuld voedsel kleding'.split(
    ' ',
  )
const ends =
  'plek plaats pad weg baan halte lijn route kaart boek gids team groep club huis gebouw zaal kamer hal ruimte terrein veld park tuin beheer onderhoud beleid plan nota visie regeling toets norm kosten geld fonds subsidie project dienst bedrijf werker helper leider coach loket punt centrum net werk bord paal lamp bak hek muur dak brug tunnel deur taak last druk vraag vrager aanvraag gebruik gebruiker overleg avond dag week maand feest markt'.split(
    ' ',
  )
export const qualities =
  'veilig onveilig druk rustig schoon vies donker licht groot klein duur goedkoop oud nieuw goed slecht gevaarlijk prettig mooi lelijk gezond ongezond snel traag breed smal vol leeg toegankelijk bereikbaar betaalbaar eerlijk duidelijk onduidelijk gezellig kaal groen grijs stil lawaaiig'.split(
    ' ',
  )
const doings =
  'verbeteren herstellen maken bouwen slopen verplaatsen verlichten schoonmaken onderhouden uitbreiden afsluiten openen ondersteunen begeleiden betalen vergoeden onderzoeken meten bespreken organiseren beheren planten kappen snoeien vervangen verbreden versmallen controleren handhaven aanleggen gebruiken'.split(
    ' ',
  )
const closings =
  'Dat zou ons erg helpen. Wij wonen hier al jaren. Mijn buren vinden dat ook. Nu gebeurt er weinig mee. Kunt u dat nog eens bekijken? Wij denken graag mee.'.split(
    /(?<=[.?]) /,
  )

/** Numbers from 0 up to 1, the same after the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of a list, those in front much more often, as in any language. */
const oneOf = <T>(list: readonly T[], random: () => number, skew = 2): T => {
  const found = list[Math.floor(list.length * random() ** skew)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** Reads as a name of a street: a rare word of which a consultation has thousands. */
export function street(random: () => number): string {
  const [begin, middle] = [oneOf(nouns, random, 1), oneOf(ends, random, 1)]
  return `${begin.charAt(0).toUpperCase()}${begin.slice(1)}${middle}${oneOf(['straat', 'weg', 'laan', 'pad', 'hof'], random, 1)}`
}

/** A word put together from two or three others, of which there are thousands. */
export const compound = (random: () => number) =>
  `${oneOf(nouns, random)}${oneOf(ends, random)}${random() < 0.3 ? 'en' : ''}`

/** Two or three sentences of a reaction, about 150 characters. */
export function pointText(random: () => number): string {
  const about = random() < 0.6 ? compound(random) : oneOf(nouns, random)
  const where = random() < 0.25 ? ` aan de ${street(random)}` : ` bij de ${compound(random)}`
  return `De ${about}${where} is te ${oneOf(qualities, random)}. Wilt u de ${compound(random)} ${oneOf(doings, random)}, ook voor de ${oneOf(nouns, random)}? ${oneOf(closings, random)}`
}

/** An answer of the municipality, about 150 characters. */
export function replyText(random: () => number): string {
  return `Wij nemen dit ${random() < 0.5 ? 'over' : 'niet over'}. Het college laat de ${compound(random)} ${oneOf(doings, random)} en kijkt naar de ${oneOf(nouns, random)} en de ${compound(random)}. Dit staat in hoofdstuk ${1 + Math.floor(random() * 9)}.`
}

/** A paragraph of a plan, about 300 characters. */
export function paragraphText(random: () => number): string {
  return `In de ${compound(random)} komt een ${oneOf(qualities, random)} ${compound(random)}. ${pointText(random)} ${replyText(random)}`
}

export const headingText = (random: () => number) => {
  const words = `${compound(random)} en ${oneOf(nouns, random)}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
