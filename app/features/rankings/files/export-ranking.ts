import { csvOf } from '#app/csv-text.ts'
import type { OtherMethod, RankingReport } from '#app/features/rankings/counting/report.ts'

/** The outcome as JSON, with the words of the import. */
export function exportedRanking(report: RankingReport) {
  const [swap] = report.swaps
  return {
    k: report.k,
    nietGerangschikt: report.unrankedRank,
    methode: {
      naam: 'laagste som van de plaatsen',
      gelijkeSom: report.tieChain.map((rule) => tieRuleNames[rule]),
      daarna: 'gedeelde plaats',
      besluiten: report.decisions.map(({ order, reason }) => ({ volgorde: order, reden: reason })),
    },
    groepen: report.groups.map(({ name, list, unranked }) => ({
      naam: name,
      lijst: [
        ...list.map(({ topic, rank, motivation }) => ({ onderwerp: topic, plaats: rank, motivatie: motivation })),
        ...unranked.map(({ topic, motivation }) => ({ onderwerp: topic, plaats: null, motivatie: motivation })),
      ],
    })),
    uitkomst: report.rows.map(({ topic, sum, place, shared, inTop }) => ({
      onderwerp: topic,
      som: sum,
      plaats: place,
      gedeeld: shared,
      inTop,
    })),
    gevoeligheid: {
      marge: report.margin,
      kleinsteWissel: swap
        ? {
            groep: swap.group,
            plaatsen: [swap.higher.rank, swap.lower.rank],
            onderwerpen: [swap.higher.topic, swap.lower.topic],
            eruit: swap.leaves,
            erin: swap.enters,
            evenKlein: report.swaps.length - 1,
          }
        : null,
      zonderGroep: report.withoutGroup.map(({ group, top, leaves, enters }) => ({
        groep: group,
        verandert: leaves.length > 0 || enters.length > 0,
        ...{ top, eruit: leaves, erin: enters },
      })),
      andereMethoden: Object.fromEntries(report.methods.map((method) => [method.method, exportedMethod(method)])),
      samengevoegd: report.together.map(({ topics, groups, byClerk, name, place, sum, top }) => ({
        ...{ onderwerpen: topics, genoemdDoor: groups, doorGriffier: byClerk, naam: name },
        ...{ plaats: place, som: sum, top },
      })),
    },
  }
}

const tieRuleNames = { moreGroups: 'meer groepen', bestRank: 'hoogste plaats', headToHead: 'onderling' } as const

function exportedMethod({ top, undecided, sameTop, firstPlaces }: OtherMethod) {
  if (top === null) return { exact: false, top: null, zelfdeTop: null }
  return { exact: true, top, onbeslist: undecided, zelfdeTop: sameTop, gelijkOpEen: firstPlaces }
}

/** Columns of a file with lists, as they are imported. */
export const rankingColumns = ['groep', 'onderwerp', 'plaats', 'motivatie'] as const

/** The lists as a table that the import reads back: first the places, then the topics without one. */
export function rankingCsv({ groups }: Pick<RankingReport, 'groups'>): string {
  return csvOf(listRows(groups), { columns: rankingColumns })
}

/** The same table with what each topic came to in the outcome behind it; the import passes over those columns. */
export function outcomeCsv({ groups, rows }: Pick<RankingReport, 'groups' | 'rows'>): string {
  const outcome = new Map(
    rows.map(({ topic, sum, place }) => [topic, { som: String(sum), plaatsInUitslag: String(place) }]),
  )
  const table = listRows(groups).map((row) => ({ ...row, ...outcome.get(row.onderwerp) }))
  return csvOf(table, { columns: [...rankingColumns, 'som', 'plaatsInUitslag'] })
}

const listRows = (groups: RankingReport['groups']) =>
  groups.flatMap(({ name, list, unranked }) => [
    ...list.map(({ topic, rank, motivation }) => ({
      groep: name,
      onderwerp: topic,
      plaats: String(rank),
      motivatie: motivation,
    })),
    ...unranked.map(({ topic, motivation }) => ({ groep: name, onderwerp: topic, plaats: '', motivatie: motivation })),
  ])
