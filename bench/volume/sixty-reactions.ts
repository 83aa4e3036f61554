/** Sixty reactions as a municipality gets them: thirty letters of a campaign, ten that ask the same among other things, twenty others. */
import { randomFrom } from '../dutch-texts.ts'
import { farewell, greeting, themedPoint } from './texts.ts'
import { volumeThemes } from './themes.ts'

/** What ten people ask to the letter. */
export const SAME_SENTENCE = 'Laat de buurtbus ook op zaterdag rijden, anders komen wij het dorp niet uit.'

export type SixtyReactions = { letters: string[]; withSame: string[]; others: string[] }

/** The same sixty each time. */
export function sixtyReactions(): SixtyReactions {
  const random = randomFrom(60)
  const about = (theme: number) => themedPoint(volumeThemes[theme % volumeThemes.length] ?? volumeThemes[0]!, random)
  const letter = [greeting(random), about(5), about(9), farewell(random)].join('\n\n')
  return {
    letters: Array.from({ length: 30 }, () => letter),
    withSame: Array.from({ length: 10 }, (_, n) =>
      [greeting(random), about(n), SAME_SENTENCE, about(n + 3), farewell(random)].join('\n\n'),
    ),
    others: Array.from({ length: 20 }, (_, n) =>
      [greeting(random), ...Array.from({ length: 2 + (n % 5) }, (_, at) => about(n * 3 + at)), farewell(random)].join(
        '\n\n',
      ),
    ),
  }
}

/** What one of thirty people adds to the letter that they share. */
const OWN_SENTENCE = 'Ook vraag ik u om een zebrapad bij de school aan de Hoofdstraat.'

/** Thirty letters of another campaign, one of which asks for something of its own. */
export function thirtyNearlySame(): string[] {
  const random = randomFrom(61)
  const about = (theme: number) => themedPoint(volumeThemes[theme % volumeThemes.length] ?? volumeThemes[0]!, random)
  const parts = [greeting(random), about(2), about(13)]
  const end = farewell(random)
  return Array.from({ length: 30 }, (_, n) => [...parts, ...(n === 29 ? [OWN_SENTENCE] : []), end].join('\n\n'))
}
