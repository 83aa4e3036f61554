import { realBallots } from '#app/features/rankings/counting/real-case.fixture.ts'

/** The lists of 28 April 2016 as a file, with reasons of our own. */
export const realCaseCsv = [
  'groep,onderwerp,plaats,motivatie',
  ...realBallots.ballots.flatMap(({ group, ranks }) =>
    realBallots.topics.map((topic) => {
      const rank = ranks.get(topic)
      if (rank === undefined) return `${group},${topic},,`
      const also = topic === 'Mantelzorg' ? 'Hoort bij informele zorg.' : `Dit is belangrijk voor ${group}.`
      return `${group},${topic},${rank},"${also} ë 👍🏽"`
    }),
  ),
].join('\n')

/** Lists as a file that someone chose. */
export const listsFile = (csv: string): File => new File([csv], 'lijsten.csv')
