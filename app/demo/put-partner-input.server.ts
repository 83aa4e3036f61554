import type { CommandActor } from '#app/features/accounts/account.ts'
import { scopedPoints } from '#app/features/answers/scoped-points.server.ts'
import { importPartnerInput } from '#app/features/partners/import/import-partner-input.server.ts'
import { planOutline, type PlanOutline } from '#app/features/plans/find-place.server.ts'
import { changePoint } from '#app/room-parts.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { DemoPartner } from './case.ts'
import { putAnswer, type DemoProcess } from './put-contributions.server.ts'

/** Registers what partners sent: a point per item, under the question and with the number that the partner printed. */
export async function putPartnerInput(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  partners: readonly DemoPartner[],
  at: Date,
) {
  const rows = partners.flatMap(({ name, kind, role = '', questions }) =>
    questions.flatMap(({ asked = '', printed, points }) =>
      points.map(({ text }) => ({
        ...{ organisatie: name, soort: kind, rol: role },
        ...{ vraag: `${asked}`, gedruktNummer: `${printed ?? (asked && Number.parseInt(`${asked}`, 10))}`, punt: text },
      })),
    ),
  )
  const records = rows.map((cells, index) => ({ row: index + 2, cells }))
  await importPartnerInput(trx, by, { process, table: { records }, receivedOn: at }, at)
}

/**
 * Gives every point of the partners its theme and its answer: its own, one for all under a question, or one for
 * everything the partner sent.
 */
export async function answerPartnerInput(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  partners: readonly DemoPartner[],
  themeIds: ReadonlyMap<string, string>,
  at: Date,
) {
  const outline = await planOutline(trx, process)
  const contributions = await trx
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .select(['contribution.id', 'name', 'organisation'])
    .where('contribution.municipalityId', '=', process.municipalityId)
    .where('contribution.processId', '=', process.id)
    .execute()
  for (const partner of partners) {
    const contribution = contributions.find(({ name, organisation }) => partner.name === (organisation || name))
    if (!contribution) throw new Error(`De demo geeft antwoord aan wie niets gaf: ${partner.name}`)
    await answerPartner(trx, by, process, { partner, contributionId: contribution.id, themeIds, outline }, at)
  }
}

async function answerPartner(
  trx: Trx,
  by: CommandActor,
  process: DemoProcess,
  given: { partner: DemoPartner; contributionId: string; themeIds: ReadonlyMap<string, string>; outline: PlanOutline },
  at: Date,
) {
  const { partner, contributionId, themeIds, outline } = given
  // Points are numbered in the order of the file, which is that of the demo.
  const pointIds = (await scopedPoints(trx, process, contributionId)).map(({ id }) => id)
  let next = 0
  for (const { answer: shared, points } of partner.questions) {
    const ids = pointIds.slice(next, (next += points.length))
    for (const [index, { text, theme, ...answer }] of points.entries()) {
      const pointId = ids[index]
      if (!pointId) throw new Error(`De demo geeft antwoord op een punt dat er niet is: ${text}`)
      await changePoint(trx, by, { process, pointId, themeId: themeIds.get(theme) ?? null }, at)
      await putAnswer(trx, by, process, { pointIds: [pointId], answer, outline }, at)
    }
    if (shared) await putAnswer(trx, by, process, { pointIds: ids, answer: shared, scope: 'question', outline }, at)
  }
  if (partner.answer)
    await putAnswer(trx, by, process, { pointIds, answer: partner.answer, scope: 'contribution', outline }, at)
}
