import { clockTime } from '#app/local-date.ts'

/** Time on the clock in the Netherlands from which tasks that run by themselves write to people: nobody is mailed in the night. */
const FROM = '09:00'

/** Whether a task that runs by itself may write to people now; one that may not comes again later in the day. */
export const isMailingHour = (now: Date): boolean => clockTime(now) >= FROM
