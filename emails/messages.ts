import { z } from 'zod'
import { telephone } from '#app/telephone.ts'

/** Absolute, http or https: it becomes a link in a mail program. */
const address = z.url({ protocol: /^https?$/ })
/** May be empty: then the sentence around it is left out. */
const optional = z.string()
const required = z.string().min(1)
/** Written as on the site, however it was typed. */
const phone = z.string().overwrite(telephone)

/**
 * What every message about a meeting says. Never a name: a stranger may have typed the address, and nobody has
 * confirmed it.
 */
const meeting = {
  municipality: required,
  meetingTitle: required,
  when: required,
  place: required,
  helpPhone: phone,
}
/** For someone who comes, with the link to their own registration. */
const comingToMeeting = z.object({ ...meeting, calendarUrl: address, registrationUrl: address })

/** What was done with each point of a contributor. */
const answered = {
  municipality: required,
  processTitle: required,
  contributor: required,
  points: z
    .array(
      z.object({
        number: required,
        /** The quotation, or the summary. */
        text: optional,
        disposition: required,
        reply: optional,
        forwardedTo: optional,
        sections: z.array(required),
      }),
    )
    .min(1),
  /** The page of all answers. */
  url: address,
  /**
   * The points of this contributor on that page; a message that was queued before there was such a link goes to all
   * answers.
   */
  ownUrl: address.or(z.literal('')).default(''),
  nextSteps: optional,
  helpPhone: phone,
}

/** What each message needs to know. All of it is plain text; the templates escape it. */
export const messages = {
  /**
   * To someone who reacted: proof of receipt, and the link to everything that was sent (Awb 2:3, in force since 1
   * January 2026). Nobody has confirmed the address, so the message holds nothing that was typed.
   */
  receipt: z.object({
    municipality: required,
    processTitle: required,
    receivedAt: required,
    timeliness: required,
    code: required,
    /** Part of the plan; empty: the whole plan. */
    about: optional,
    lastDay: required,
    /** Whether the name is on the site, not the name itself. */
    publicName: required,
    statusUrl: address,
    processUrl: address,
    answersExpected: optional,
    helpPhone: phone,
  }),
  /** To someone who is invited to an account. */
  invitation: z.object({
    municipality: required,
    name: required,
    invitedBy: required,
    role: required,
    link: address,
    expiresOn: required,
  }),
  /** To someone whom a colleague asks to help write what their organisation says about a plan. */
  partnerColleague: z.object({
    municipality: required,
    name: required,
    invitedBy: required,
    organisation: required,
    processTitle: required,
    closesOn: required,
    /** What they are asked to do besides writing; empty for someone who only writes. */
    task: optional,
    link: address,
    /** Last day on which a password can be chosen; empty for someone who has an account. */
    expiresOn: optional,
    helpPhone: phone,
  }),
  /** To the people of an organisation: everything that it sent. */
  partnerSent: z.object({
    municipality: required,
    organisation: required,
    processTitle: required,
    sentBy: required,
    sentAt: required,
    /** What happens next, and until when it can be changed. */
    afterwards: required,
    /** In the order of the questions; only the first answer to a question repeats the question. */
    items: z.array(z.object({ question: optional, text: required })).min(1),
    link: address,
    helpPhone: phone,
  }),
  /** To the people of an organisation: they can continue writing. */
  partnerReopened: z.object({
    municipality: required,
    organisation: required,
    processTitle: required,
    closesOn: required,
    link: address,
    helpPhone: phone,
  }),
  /**
   * To the people of an organisation that could continue writing and did not send again: what it sent before counts.
   */
  partnerLastVersion: z.object({
    municipality: required,
    organisation: required,
    processTitle: required,
    /** When the version that counts was sent. */
    sentAt: required,
    link: address,
    helpPhone: phone,
  }),
  /** To the officials who asked the organisations: one wants to continue writing. */
  partnerAsksReopen: z.object({
    municipality: required,
    organisation: required,
    processTitle: required,
    reason: required,
    closesOn: required,
    link: address,
  }),
  /** To someone of an organisation that is asked for its points. */
  partnerInvitation: z.object({
    municipality: required,
    name: required,
    organisation: required,
    processTitle: required,
    invitedBy: required,
    /** '5 vragen' */
    questions: required,
    lastDay: required,
    link: address,
    /** Last day on which the link makes an account; empty for someone who has one. */
    linkUntil: optional,
    helpPhone: phone,
  }),
  /** To someone of an organisation that has not sent its points yet. */
  partnerReminder: z.object({
    municipality: required,
    name: required,
    organisation: required,
    processTitle: required,
    /** 'U hebt nog een week' */
    timeLeft: required,
    /** When it was sent before it was reopened; empty when it was never sent. */
    sentBefore: optional,
    lastDay: required,
    link: address,
    linkUntil: optional,
    helpPhone: phone,
  }),
  /** To someone who forgot a password. */
  passwordReset: z.object({
    municipality: required,
    name: required,
    link: address,
    expiresAt: required,
  }),
  /**
   * To the owner of an account while others guess its password: a link for whoever has both the password and this
   * mailbox.
   */
  logInLink: z.object({ municipality: required, name: required, link: address, expiresAt: required }),
  /** To someone without an account who is asked for advice on points. The points and the question are behind the link. */
  adviceRequest: z.object({
    municipality: required,
    processTitle: required,
    /** '3 punten' */ points: required,
    link: address,
    until: required,
  }),
  /** To the same: shows that the mailbox is theirs. */
  adviceCode: z.object({ municipality: required, code: required, until: required }),
  /** To the owner of an account: someone logged in on a device that was not used before. */
  newDevice: z.object({
    municipality: required,
    name: required,
    /** 'Firefox op Windows' */ device: required,
    at: required,
    site: address,
  }),
  /** To the owner of an account: the password was changed. */
  passwordChanged: z.object({ municipality: required, name: required, at: required, site: address }),
  /** To the owner of an account: logging in in two steps was turned on, off or changed. */
  secondStepChanged: z.object({ municipality: required, name: required, what: required, at: required, site: address }),
  /** To an official: what was told at the desk since the last such message, without what anyone wrote. */
  deskMessages: z.object({
    municipality: required,
    name: required,
    /** 'Saomen: 214 punten staan nu op uw naam.' */
    subject: required,
    lines: z.array(z.object({ says: required, processTitle: required })).min(1),
    link: address,
  }),
  /** To someone who reacted: what was done with each point. */
  answers: z.object({
    ...answered,
    /** Where a code shows the reaction; empty for who never got one. */ statusUrl: address.or(z.literal('')),
    /** Who gave the reaction that it is the same as, as that is public; empty for one that counts itself. */
    sameAs: optional.default(''),
  }),
  /** To the people of an organisation or a council group: what was done with each point that they gave together. */
  sharedAnswers: z.object(answered),
  /** To someone who reacted: there is another version of the plan to read, or they may react again, or both. */
  planReleased: z.object({
    municipality: required,
    processTitle: required,
    /** What the message is about, as its subject. */
    title: required,
    /** Says that there is another version of the plan; empty when there is none. */
    changed: optional,
    /** First and last day to react again; both empty when nobody is asked to. */
    startsOn: optional,
    lastDay: optional,
    /** Says what they are asked about; empty for all of the plan. */
    scope: optional,
    planUrl: address,
    processUrl: address,
    helpPhone: phone,
  }),
  /** To everyone who gave something: the plan was adopted, and where to read what was done with it (Awb 3:43). */
  planAdopted: z.object({
    municipality: required,
    processTitle: required,
    body: required,
    decidedOn: required,
    decision: required,
    note: optional,
    changesUrl: address,
    /** Of someone with a code; else empty. */
    statusUrl: address.or(z.literal('')),
    /** Their points on the page of all answers; empty for someone with a code, and while no answer is public. */
    ownUrl: address.or(z.literal('')),
    decisionUrl: address.or(z.literal('')),
    helpPhone: phone,
  }),
  /** To someone who registered for a meeting and has a place. */
  meetingConfirmed: comingToMeeting,
  /** To someone who registered for a meeting that is full. */
  meetingWaiting: z.object({ ...meeting, number: required, registrationUrl: address }),
  /** To the first on the waiting list, when a place became free. */
  meetingPlaceFree: comingToMeeting,
  /** To everyone who registered, when time or place changed. */
  meetingChanged: comingToMeeting.extend({ before: required, /** On the waiting list or not. */ standing: required }),
  /** To everyone who registered, when the meeting is cancelled. */
  meetingCancelled: z.object({ ...meeting, because: required }),
  /** To everyone who has a place, the day before. */
  meetingReminder: comingToMeeting,
}

export type Template = keyof typeof messages
export type MessageData = { [Name in Template]: z.infer<(typeof messages)[Name]> }

/** Whether a name from the database is a message of ours. */
export function isTemplate(name: string): name is Template {
  return Object.hasOwn(messages, name)
}
