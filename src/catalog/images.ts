/** Every teaching image there is. Recipes are made when asked for: the big ones take a moment. */
import { alpine, alpine320 } from './images/alpine.ts';
import { busybox } from './images/busybox.ts';
import { helloWorld } from './images/hello-world.ts';
import { ubuntu1404 } from './images/ubuntu-14.04.ts';
import type { ImageRecipe } from './recipe.ts';

export const teachingImages = (): readonly ImageRecipe[] =>
  [alpine, alpine320, busybox, helloWorld, ubuntu1404].map((recipe) => recipe());
