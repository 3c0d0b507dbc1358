/** What a lesson has to tell while it is out of sight, as on a phone, where commands are run in another view. */
class StepNews {
  /** What has been done since the lesson was seen last. */
  done = $state<'step' | 'lesson'>();
}

export const stepNews = new StepNews();
