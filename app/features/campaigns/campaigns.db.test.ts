import { beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerCampaign, separatePoint } from './answer-campaign.server.ts'
import { joinCampaign, leaveCampaign } from './campaign-letters.server.ts'
import { campaignsOf, campaignsToDecide } from './campaigns-page.server.ts'
import { campaignOfLetter } from './letter-campaign.server.ts'
import { confirmCampaign, refuseCampaign } from './decide-campaign.server.ts'
import { findCampaigns } from './find-campaigns.server.ts'
import { splitCampaign, undoSplitCampaign } from './split-campaign.server.ts'

const { db } = await testDatabase()
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let by: Actor

beforeAll(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
})

const roofs = 'Er liggen in onze gemeente nog veel daken leeg, begin daar met panelen.'
const homes = 'Een veld met panelen hoort niet vlak bij huizen en ook niet in het open land.'
const greeting = 'Geacht college,\n\n'
const base = `${greeting}${roofs} ${homes}\n\nMet vriendelijke groet,\nInwoner`
const mine = 'Zelf woon ik naast de oude zandweg, waar volgend jaar al een veld zou komen.'

type Process = Awaited<ReturnType<typeof aProcess>>
const aProcessWith = async (...texts: string[]) => {
  const process = await aProcess(db, municipality)
  const letters = []
  for (const text of texts) letters.push(await aContribution(db, process, { text }))
  await findCampaigns(db, NOW)
  return { process, letters }
}
const many = (count: number, text = base) => Array.from({ length: count }, () => text)

const campaignsIn = (process: Process) =>
  db
    .selectFrom('campaign')
    .select(['id', 'state', 'letters', 'baseLetter', 'splitAt'])
    .where('processId', '=', process.id)
    .where('letters', '>', 0)
    .orderBy('letters', 'desc')
    .execute()
const onlyCampaign = async (process: Process) => {
  const [campaign] = await campaignsIn(process)
  if (!campaign) throw new Error('no campaign')
  return campaign
}
const standings = async (process: Process) => {
  const rows = await db
    .selectFrom('letter')
    .select(['contributionId', 'standing', 'campaignId'])
    .where('processId', '=', process.id)
    .orderBy('contributionId')
    .execute()
  return rows.map(({ standing, campaignId }) => (campaignId === null ? 'alone' : standing))
}
/** The points of each letter in words, with the disposition of the answer. */
async function pointsIn(process: Process, letters: readonly { id: string; text: string }[]) {
  const rows = await db
    .selectFrom('point')
    .innerJoin('pointWork', 'pointWork.pointId', 'point.id')
    .select(['contributionId', 'quoteStart', 'quoteEnd', 'disposition', 'campaignId'])
    .where('point.processId', '=', process.id)
    .orderBy('quoteStart')
    .execute()
  return letters.map(({ id, text }) =>
    rows
      .filter(({ contributionId }) => contributionId === id)
      .map(
        ({ quoteStart, quoteEnd, disposition }) =>
          `${disposition ?? 'open'}: ${text.slice(quoteStart ?? 0, quoteEnd ?? 0)}`,
      ),
  )
}
async function confirmed(process: Process) {
  const { id } = await onlyCampaign(process)
  await confirmCampaign(db, by, { process, campaignId: id, name: 'Eerst de daken' }, NOW)
  return onlyCampaign(process)
}
/** Confirmed, and split after the base text into its two sentences. */
async function splitInTwo(process: Process) {
  const campaign = await confirmed(process)
  const text = (
    await db.selectFrom('contribution').select('text').where('id', '=', campaign.baseLetter).executeTakeFirstOrThrow()
  ).text
  for (const words of [roofs, homes]) {
    const range = { start: text.indexOf(words), end: text.indexOf(words) + words.length }
    await markPoint(db, by, { process, contributionId: campaign.baseLetter ?? '', range }, NOW)
  }
  const { letters, points } = await splitCampaign(db, by, { process, campaignId: campaign.id, despiteOpen: true }, NOW)
  return { campaign, letters, points }
}
const sharedIn = async (campaignId: string) => {
  const rows = await db
    .selectFrom('campaignPoint')
    .innerJoin('point', 'point.id', 'campaignPoint.pointId')
    .select(['sharedId', 'quoteStart'])
    .where('campaignId', '=', campaignId)
    .where('sharedId', 'is not', null)
    .orderBy('quoteStart')
    .execute()
  return [...new Set(rows.map(({ sharedId }) => sharedId ?? ''))]
}
const reply = { disposition: 'adopted' as const, reply: 'Dit nemen wij over.', forwardedTo: '', sectionIds: [] }

describe('letters that say nearly the same', () => {
  test('are proposed as one campaign, and others are left alone', async () => {
    const other = 'De bus rijdt na zeven uur niet meer door ons dorp, en dat is lastig voor wie werkt.'
    const { process } = await aProcessWith(base, base, `${greeting}${mine} ${roofs} ${homes}`, other)
    expect(await campaignsIn(process)).toMatchObject([{ state: 'found', letters: 3 }])
    expect(await standings(process)).toEqual(['found', 'found', 'found', 'alone'])
  })

  test('stay within their process', async () => {
    const [one, two] = [await aProcess(db, municipality), await aProcess(db, municipality)]
    for (const process of [one, two]) await aContribution(db, process, { text: base })
    await findCampaigns(db, NOW)
    expect([...(await campaignsIn(one)), ...(await campaignsIn(two))]).toEqual([])
  })

  test('that come in one by one are found as well', async () => {
    const { process } = await aProcessWith(base)
    expect(await campaignsIn(process)).toEqual([])
    await aContribution(db, process, { text: `${roofs} ${homes} ${mine}` })
    await findCampaigns(db, NOW)
    expect(await campaignsIn(process)).toMatchObject([{ letters: 2 }])
  })

  test('that an official refused are not proposed again', async () => {
    const { process } = await aProcessWith(...many(3))
    const { id } = await onlyCampaign(process)
    await refuseCampaign(db, by, { process, campaignId: id }, NOW)
    await refuseCampaign(db, by, { process, campaignId: id }, NOW)
    await aContribution(db, process, { text: base })
    await findCampaigns(db, NOW)
    expect(await campaignsIn(process)).toMatchObject([{ id, state: 'refused', letters: 4 }])
    await expect(confirmCampaign(db, by, { process, campaignId: id, name: 'Toch' }, NOW)).resolves.toMatchObject({
      letters: 4,
    })
    await expect(refuseCampaign(db, by, { process, campaignId: id }, NOW)).rejects.toThrow(Refused)
  })

  test('and an erased letter is counted no longer', async () => {
    const { process, letters } = await aProcessWith(...many(3))
    await db
      .deleteFrom('contribution')
      .where('id', '=', letters[0]?.id ?? '')
      .execute()
    expect(await campaignsIn(process)).toMatchObject([{ letters: 2 }])
  })
})

describe('an official who confirms a campaign', () => {
  test('has the most frequent text as its base, and letters that are less like it wait', async () => {
    const half = `${roofs} ${'Het zwembad moet open blijven. '.repeat(2)}${mine}`
    const { process, letters } = await aProcessWith(`${mine} ${base}`, base, base, half)
    expect((await confirmed(process)).baseLetter).toBe(letters[1]?.id)
    expect((await standings(process)).slice(0, 3)).toEqual(['member', 'member', 'member'])
    expect(await campaignsToDecide(db, process)).toBe(0)
  })

  test('takes a letter out first, which is not proposed again', async () => {
    const { process, letters } = await aProcessWith(...many(4))
    const { id } = await onlyCampaign(process)
    await leaveCampaign(db, by, { process, campaignId: id, letterId: letters[3]?.id ?? '' }, NOW)
    await findCampaigns(db, NOW)
    expect(await standings(process)).toEqual(['found', 'found', 'found', 'alone'])
  })

  test('gives it a name', async () => {
    const { process } = await aProcessWith(...many(3))
    const { id } = await onlyCampaign(process)
    await expect(confirmCampaign(db, by, { process, campaignId: id, name: '  ' }, NOW)).rejects.toThrow()
    await confirmCampaign(db, by, { process, campaignId: id, name: ' Eerst  de daken ' }, NOW)
    const { name } = await db.selectFrom('campaign').select('name').where('id', '=', id).executeTakeFirstOrThrow()
    expect(name).toBe('Eerst de daken')
  })

  test('cannot when all letters were taken out', async () => {
    const { process } = await aProcessWith(...many(3))
    const { id } = await onlyCampaign(process)
    const { variant } = await db
      .selectFrom('letter')
      .select('variant')
      .where('processId', '=', process.id)
      .limit(1)
      .executeTakeFirstOrThrow()
    await leaveCampaign(db, by, { process, campaignId: id, variant: variant ?? '' }, NOW)
    await expect(confirmCampaign(db, by, { process, campaignId: id, name: 'Niemand' }, NOW)).rejects.toMatchObject({
      code: 'noLetters',
    })
  })
})

describe('a campaign is split once and answered once', () => {
  test('thirty identical letters take six acts from arrival to answered, and everyone who sent one counts', async () => {
    const { process, letters } = await aProcessWith(...many(30))
    let acts = 0
    const acting = async <T>(act: Promise<T>) => {
      acts++
      return act
    }
    const { id } = await onlyCampaign(process)
    await acting(confirmCampaign(db, by, { process, campaignId: id, name: 'Eerst de daken' }, NOW))
    const { baseLetter } = await onlyCampaign(process)
    const contributionId = baseLetter ?? ''
    for (const words of [roofs, homes]) {
      const range = { start: base.indexOf(words), end: base.indexOf(words) + words.length }
      await acting(markPoint(db, by, { process, contributionId, range }, NOW))
    }
    await acting(splitCampaign(db, by, { process, campaignId: id, despiteOpen: true }, NOW))
    for (const sharedId of await sharedIn(id))
      await acting(answerCampaign(db, by, { process, campaignId: id, sharedId, ...reply }, NOW))
    expect(acts).toBeLessThanOrEqual(6)

    expect(await pointsIn(process, letters)).toEqual(letters.map(() => [`adopted: ${roofs}`, `adopted: ${homes}`]))
    const contributions = await db
      .selectFrom('contribution')
      .select('splitDoneAt')
      .where('processId', '=', process.id)
      .execute()
    expect(contributions.filter(({ splitDoneAt }) => splitDoneAt !== null)).toHaveLength(30)
    expect(await db.selectFrom('answer').select('id').where('processId', '=', process.id).execute()).toHaveLength(2)
  })

  test('what a letter says by itself stays an open point of its own', async () => {
    const { process, letters } = await aProcessWith(base, base, `${greeting}${roofs} ${mine} ${homes}`)
    const { campaign, ...made } = await splitInTwo(process)
    expect(made).toEqual({ letters: 2, points: 5 })
    for (const sharedId of await sharedIn(campaign.id))
      await answerCampaign(db, by, { process, campaignId: campaign.id, sharedId, ...reply }, NOW)
    expect((await pointsIn(process, letters))[2]).toEqual([`adopted: ${roofs}`, `open: ${mine}`, `adopted: ${homes}`])
    const work = await db.selectFrom('pointWork').select('campaignId').where('processId', '=', process.id).execute()
    expect(work.every(({ campaignId }) => campaignId === campaign.id)).toBe(true)
  })

  test('a letter that an official split before keeps its points, which share the answer', async () => {
    const { process, letters } = await aProcessWith(base, base, `${roofs} ${homes} ${mine}`)
    const third = letters[2]
    if (!third) throw new Error('three letters')
    await markPoint(db, by, { process, contributionId: third.id, range: { start: 0, end: roofs.length } }, NOW)
    await finishSplit(db, by, { process, contributionId: third.id, despiteOpen: true }, NOW)
    const { campaign } = await splitInTwo(process)
    const [first = ''] = await sharedIn(campaign.id)
    await answerCampaign(db, by, { process, campaignId: campaign.id, sharedId: first, ...reply }, NOW)
    expect((await pointsIn(process, letters))[2]).toEqual([`adopted: ${roofs}`])
  })

  test('it cannot be split before it is confirmed or has a point, nor with sentences left open unawares', async () => {
    const { process } = await aProcessWith(...many(3))
    const { id } = await onlyCampaign(process)
    await expect(splitCampaign(db, by, { process, campaignId: id }, NOW)).rejects.toMatchObject({
      code: 'notConfirmed',
    })
    const { baseLetter } = await confirmed(process)
    await expect(splitCampaign(db, by, { process, campaignId: id }, NOW)).rejects.toMatchObject({
      code: 'noPoint',
    })
    await markPoint(
      db,
      by,
      {
        process,
        contributionId: baseLetter ?? '',
        range: { start: base.indexOf(roofs), end: base.indexOf(roofs) + roofs.length },
      },
      NOW,
    )
    await expect(splitCampaign(db, by, { process, campaignId: id }, NOW)).rejects.toMatchObject({
      code: 'sentencesOpen',
    })
  })

  test('an answer is changed for all, and asks first about what it tells of a person', async () => {
    const { process, letters } = await aProcessWith(...many(3))
    const { campaign } = await splitInTwo(process)
    const [sharedId = ''] = await sharedIn(campaign.id)
    const given = { process, campaignId: campaign.id, sharedId, ...reply }
    await answerCampaign(db, by, given, NOW)
    const other = { ...given, disposition: 'notAdopted' as const, reply: 'Dit doen wij niet, zie 06 12345678.' }
    await expect(answerCampaign(db, by, other, NOW)).rejects.toMatchObject({ code: 'tellsOfPerson' })
    await answerCampaign(db, by, { ...other, reply: 'Dit doen wij niet.' }, NOW)
    expect((await pointsIn(process, letters)).map(([first]) => first)).toEqual(
      letters.map(() => `notAdopted: ${roofs}`),
    )
    await expect(answerCampaign(db, by, { ...given, seen: 'another' }, NOW)).rejects.toMatchObject({
      code: 'stale',
    })
    await expect(answerCampaign(db, by, { ...given, sharedId: campaign.id }, NOW)).rejects.toMatchObject({
      code: 'noPoints',
    })
  })

  test('a variant that differs after all has its own point, also when the rest is split again', async () => {
    const { process, letters } = await aProcessWith(base, base, `${roofs} ${homes} ${mine}`)
    const { campaign } = await splitInTwo(process)
    const [sharedId = ''] = await sharedIn(campaign.id)
    await answerCampaign(db, by, { process, campaignId: campaign.id, sharedId, ...reply }, NOW)
    const variants = await db
      .selectFrom('letter')
      .select(['variant', 'contributionId'])
      .where('processId', '=', process.id)
      .orderBy('contributionId')
      .execute()
    const [ofBase, , third] = variants.map(({ variant }) => variant ?? '')
    const separate = { process, campaignId: campaign.id, sharedId }
    const own = db.updateTable('pointWork').where('processId', '=', process.id)
    await own.set({ step: 9 }).execute()
    const leaves = { process, campaignId: campaign.id, variant: third ?? '' }
    await expect(separatePoint(db, by, { ...separate, variant: third ?? '' }, NOW)).rejects.toMatchObject({
      code: 'approved',
    })
    await expect(leaveCampaign(db, by, leaves, NOW)).rejects.toMatchObject({ code: 'approved' })
    await own.set({ step: 1 }).execute()
    expect(await separatePoint(db, by, { ...separate, variant: third ?? '' }, NOW)).toEqual({ points: 1 })
    const lost = await db
      .selectFrom('pointHistory')
      .select('field')
      .where('processId', '=', process.id)
      .where('toValue', 'is', null)
      .orderBy('field')
      .execute()
    expect(lost.map(({ field }) => field)).toEqual(['answer', 'disposition'])
    await expect(separatePoint(db, by, { ...separate, variant: ofBase ?? '' }, NOW)).rejects.toMatchObject({
      code: 'isBase',
    })
    await splitCampaign(db, by, { process, campaignId: campaign.id, despiteOpen: true }, NOW)
    expect((await pointsIn(process, letters)).map(([first]) => first?.slice(0, 6))).toEqual([
      'adopte',
      'adopte',
      'open: ',
    ])
  })

  test('the split is undone for all until there is an answer', async () => {
    const { process, letters } = await aProcessWith(...many(3))
    const { campaign } = await splitInTwo(process)
    const [sharedId = ''] = await sharedIn(campaign.id)
    expect(await undoSplitCampaign(db, by, { process, campaignId: campaign.id }, NOW)).toEqual({ points: 4 })
    expect((await pointsIn(process, letters)).map(({ length }) => length)).toEqual([2, 0, 0])
    await splitCampaign(db, by, { process, campaignId: campaign.id, despiteOpen: true }, NOW)
    await answerCampaign(db, by, { process, campaignId: campaign.id, sharedId, ...reply }, NOW)
    await expect(undoSplitCampaign(db, by, { process, campaignId: campaign.id }, NOW)).rejects.toMatchObject({
      code: 'answered',
    })
  })
})

test('undoing the split leaves what an official had split before', async () => {
  const { process, letters } = await aProcessWith(base, base, `${roofs} ${homes} ${mine}`)
  const third = letters[2]
  if (!third) throw new Error('three letters')
  await markPoint(db, by, { process, contributionId: third.id, range: { start: 0, end: roofs.length } }, NOW)
  await finishSplit(db, by, { process, contributionId: third.id, despiteOpen: true }, NOW)
  const { campaign } = await splitInTwo(process)
  expect(await undoSplitCampaign(db, by, { process, campaignId: campaign.id }, NOW)).toEqual({ points: 2 })
  expect(await pointsIn(process, letters)).toEqual([[`open: ${roofs}`, `open: ${homes}`], [], [`open: ${roofs}`]])
  const { splitDoneAt } = await db
    .selectFrom('contribution')
    .select('splitDoneAt')
    .where('id', '=', third.id)
    .executeTakeFirstOrThrow()
  expect(splitDoneAt, 'its splitting is still done').toEqual(NOW)
})

describe('later', () => {
  test('a letter waits, and joins with the points and answers that there are, all in one act', async () => {
    const { process, letters } = await aProcessWith(...many(3))
    const { campaign } = await splitInTwo(process)
    for (const sharedId of await sharedIn(campaign.id))
      await answerCampaign(db, by, { process, campaignId: campaign.id, sharedId, ...reply }, NOW)
    for (const text of [base, `${roofs} ${homes} ${mine}`]) letters.push(await aContribution(db, process, { text }))
    await findCampaigns(db, NOW)
    expect(await standings(process)).toEqual(['member', 'member', 'member', 'waiting', 'waiting'])
    expect(await campaignsToDecide(db, process)).toBe(1)
    expect((await campaignsOf(db, process)).confirmed.campaigns).toMatchObject([{ waiting: 2, points: 2, answered: 2 }])
    expect(await campaignOfLetter(db, process, letters[0]?.id ?? '')).toMatchObject({ isBase: true, isSplit: true })
    expect((await pointsIn(process, letters)).slice(3)).toEqual([[], []])

    expect(await joinCampaign(db, by, { process, campaignId: campaign.id }, NOW)).toEqual({ letters: 2 })
    expect((await pointsIn(process, letters)).slice(3)).toEqual([
      [`adopted: ${roofs}`, `adopted: ${homes}`],
      [`adopted: ${roofs}`, `adopted: ${homes}`, `open: ${mine}`],
    ])
    const gained = await db
      .selectFrom('pointHistory')
      .innerJoin('event', 'event.id', 'pointHistory.eventId')
      .select(['field', 'toValue'])
      .where('pointHistory.processId', '=', process.id)
      .where('act', '=', 'joinCampaign')
      .where('field', 'in', ['disposition', 'answer'])
      .execute()
    expect(gained.filter(({ toValue }) => toValue === 'adopted')).toHaveLength(4)
    expect(gained).toHaveLength(8)
    const given = await db
      .selectFrom('pointWork')
      .select('pointId')
      .where('processId', '=', process.id)
      .where('givenBy', '=', by.id)
      .execute()
    expect(given, 'four eyes bind who let the letters join').toHaveLength(4)
    expect(await joinCampaign(db, by, { process, campaignId: campaign.id }, NOW)).toEqual({ letters: 0 })
  })

  test('a letter waits in vain before the campaign is confirmed', async () => {
    const { process } = await aProcessWith(...many(3))
    const { id } = await onlyCampaign(process)
    await expect(joinCampaign(db, by, { process, campaignId: id }, NOW)).rejects.toMatchObject({
      code: 'notConfirmed',
    })
  })

  test('a letter leaves with its points, and without the answer that is not its own', async () => {
    const { process, letters } = await aProcessWith(...many(4))
    const { campaign } = await splitInTwo(process)
    for (const sharedId of await sharedIn(campaign.id))
      await answerCampaign(db, by, { process, campaignId: campaign.id, sharedId, ...reply }, NOW)
    await leaveCampaign(db, by, { process, campaignId: campaign.id, letterId: letters[3]?.id ?? '' }, NOW)
    expect((await pointsIn(process, letters)).map(([first]) => first?.slice(0, 4))).toEqual([
      'adop',
      'adop',
      'adop',
      'open',
    ])
    await leaveCampaign(db, by, { process, campaignId: campaign.id, letterId: campaign.baseLetter ?? '' }, NOW)
    const left = await onlyCampaign(process)
    expect(left.letters).toBe(2)
    expect(left.baseLetter).not.toBe(campaign.baseLetter)
    const history = await db
      .selectFrom('pointHistory')
      .select('toValue')
      .where('processId', '=', process.id)
      .where('field', '=', 'campaign')
      .execute()
    expect(history.filter(({ toValue }) => toValue === null)).toHaveLength(4)
  })

  test('what is public stays', async () => {
    const { process, letters } = await aProcessWith(...many(3))
    const { campaign } = await splitInTwo(process)
    const [sharedId = ''] = await sharedIn(campaign.id)
    const given = { process, campaignId: campaign.id, sharedId, ...reply }
    await answerCampaign(db, by, given, NOW)
    await db.updateTable('pointWork').set({ isPublic: true }).where('processId', '=', process.id).execute()
    await expect(answerCampaign(db, by, given, NOW)).rejects.toMatchObject({ code: 'isPublic' })
    await expect(
      leaveCampaign(db, by, { process, campaignId: campaign.id, letterId: letters[2]?.id ?? '' }, NOW),
    ).rejects.toMatchObject({ code: 'isPublic' })
    const { variant } = await db
      .selectFrom('letter')
      .select('variant')
      .where('contributionId', '=', letters[2]?.id ?? '')
      .executeTakeFirstOrThrow()
    await expect(
      separatePoint(db, by, { process, campaignId: campaign.id, sharedId, variant: variant ?? '' }, NOW),
    ).rejects.toMatchObject({ code: 'isPublic' })
  })
})
