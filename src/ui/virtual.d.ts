declare module 'virtual:lessons' {
  import type { PageLesson } from './lesson/page-lesson.ts';
  export const lessons: readonly PageLesson[];
}
