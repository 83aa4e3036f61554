import { expect, test } from 'vitest'
import { allActs } from './all-acts.ts'

/** Who may do which acts. Of the others, those of officials need the inner role of processor; the rest is for a whole area. */
const mayDo: Record<string, string> = {
  everyone:
    'acceptInvitation cancelRegistration confirmAdviser finishAdvice forgetReactions giveAdvice keepAboutYou keepForLater keepText logIn logOut openReaction passSecondStep registerForMeeting requestPasswordReset resetPassword sendAdviceCode submitReaction',
  account: 'changePassword endSecondStep endSessions forgetDevice renewRecoveryCodes setUpSecondStep',
  command: 'createAccount createMunicipality',
  // Of these, the step where a point lies says which inner role it asks for.
  official:
    'chooseDeskMail chooseForBulk completeStep completeSteps doBulk keepView markMessagesRead planBulk removeNote removeView renameView returnPoint undoBulk writeNote',
  'official administrator':
    'addOwnDisposition blockAccount changeDispositionWords changeMunicipality changeOwnDisposition changeProcessSteps changeRoles changeSteps eraseDue inviteAccount removeOwnDisposition resendInvitation resetSecondStep restoreDispositionWords retireOwnDisposition reviveOwnDisposition revokeInvitation setRetention unblockAccount',
  'official approver':
    'adoptPlan correctError correctPublishedPoint finishProcess handOverFile planSecondInspraak publishPublication releaseProcess releaseRevision setRedactionNeedsTwo unredactPublished withdrawProcess',
  'official processor,approver': 'changePublication createPublication removePublication setChangeReason',
  'council clerk':
    'addAmendmentPart addGroup addTopics changeAmendment changeAmendmentPart changeGroup changeTopic closeRanking createRanking decideTie enterAmendment importLists openRanking pasteTopics publishRanking relateTopics removeAmendmentPart removeGroup removeTopic reopenAmendment reopenRanking revealRanking saveRankingRules settleAmendment unrelateTopics',
}

test('who may do an act is as listed, and any other act of officials is for who has the inner role of processor', async () => {
  const found = new Map<string, string[]>()
  for (const { act } of await allActs()) {
    const { name, by } = act.definition
    const who = 'needs' in by && by.needs ? `${by.audience} ${by.needs}` : by.audience
    found.set(who, [...(found.get(who) ?? []), name])
  }
  const listed = Object.keys(mayDo).map((who) => [who, [...(found.get(who) ?? [])].sort().join(' ')])
  expect(Object.fromEntries(listed)).toEqual(mayDo)
  const others = [...found.keys()].filter((who) => !(who in mayDo))
  expect(others.sort()).toEqual(['council', 'official processor', 'partner'])
})
