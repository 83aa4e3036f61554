import { csvOf } from '#app/csv-text.ts'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import { addGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeRanking, openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { rankingColumns } from '#app/features/rankings/files/export-ranking.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { relateTopics } from '#app/features/rankings/relate-topics.server.ts'
import { saveRankingRules } from '#app/features/rankings/save-ranking-rules.server.ts'
import type { Trx } from '#db/client.server.ts'
import { topics } from './processes.ts'
import { putAnswer, type DemoProcess } from './put-contributions.server.ts'
import { councilGroups, rankingDay, topicDescriptions } from './sociaal-domein-ranglijst.ts'

/** The council ranks the topics in one evening, and the outcome is public before midnight. */
export async function putRanking(trx: Trx, by: CommandActor, process: DemoProcess & { slug: string }) {
  const of = { process }
  const at = (time: string) => new Date(`${rankingDay}T${time}:00+02:00`)
  await createRanking(trx, by, { processSlug: process.slug }, at('09:00'))
  const rules = { k: 5, unrankedRank: 6, tieChain: [] as [], heldOn: rankingDay, meetingKind: 'informatieve raad' }
  await saveRankingRules(trx, by, { ...of, ...rules }, at('09:00'))
  await addTopics(
    trx,
    by,
    { ...of, topics: topics.map((name) => ({ name, description: topicDescriptions[name] ?? '' })) },
    at('09:00'),
  )
  for (const { name } of councilGroups) await addGroup(trx, by, { ...of, name }, at('09:00'))
  await openRanking(trx, by, of, at('19:30'))
  await importLists(trx, by, { ...of, file: new File([listsFile()], 'lijsten.csv') }, at('20:45'))
  await closeRanking(trx, by, of, at('21:00'))
  // Two groups named these together; only what the clerk marks is published with the outcome.
  const stored = await trx
    .selectFrom('topic')
    .select(['id', 'name'])
    .where('municipalityId', '=', process.municipalityId)
    .execute()
  const idOf = (name: string) => stored.find((topic) => topic.name === name)?.id ?? ''
  await relateTopics(trx, by, { ...of, topicId: idOf('Mantelzorg'), otherId: idOf('Informele zorg') }, at('21:10'))
  await publishRanking(trx, by, of, at('21:30'))
}

const listsFile = () =>
  csvOf(
    councilGroups.flatMap(({ name, places }) =>
      places.map(({ topic, motivation }, index) => ({
        groep: name,
        onderwerp: topic,
        plaats: index + 1,
        motivatie: motivation,
      })),
    ),
    { columns: rankingColumns },
  )

/** Answers every motivation of the groups. */
export async function answerRanking(trx: Trx, by: CommandActor, process: DemoProcess, at: Date) {
  const outline = await planOutline(trx, process)
  const points = await trx
    .selectFrom('point')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.municipalityId', '=', 'point.municipalityId')
        .onRef('contribution.id', '=', 'point.contributionId'),
    )
    .select(['point.id', 'contribution.text'])
    .where('point.municipalityId', '=', process.municipalityId)
    .where('point.processId', '=', process.id)
    .where('contribution.kind', '=', 'groupMotivation')
    .execute()
  for (const { motivation, ...answer } of councilGroups.flatMap(({ places }) => places)) {
    const point = points.find(({ text }) => text === motivation)
    if (!point) throw new Error(`De demo geeft antwoord op een reden die er niet is: ${motivation}`)
    await putAnswer(trx, by, process, { pointIds: [point.id], answer, outline }, at)
  }
}
