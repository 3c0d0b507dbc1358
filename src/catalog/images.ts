/** Every teaching image there is. Recipes are made when asked for: the big ones take a moment. */
import { alpineImages } from './images/alpine/alpine.ts';
import { busyboxImages } from './images/busybox.ts';
import { centosImage } from './images/centos.ts';
import { mysqlImage } from './images/databases/mysql.ts';
import { postgresImages } from './images/databases/postgres.ts';
import { debianImages } from './images/debian/debian.ts';
import { helloWorld } from './images/hello-world.ts';
import { golangImage } from './images/languages/golang.ts';
import { nodeImages } from './images/languages/node.ts';
import { pythonImages } from './images/languages/python.ts';
import { rubyImages } from './images/languages/ruby.ts';
import { httpdImage } from './images/servers/httpd.ts';
import { nginxImages } from './images/servers/nginx.ts';
import { redisImages } from './images/servers/redis.ts';
import { registryImage } from './images/servers/registry.ts';
import { trainingImages } from './images/training.ts';
import { ubuntuImages } from './images/ubuntu/ubuntu.ts';
import type { ImageRecipe } from './recipe.ts';

export const teachingImages = (): readonly ImageRecipe[] => [
  ...alpineImages(),
  ...busyboxImages(),
  centosImage(),
  ...debianImages(),
  golangImage(),
  helloWorld(),
  httpdImage(),
  mysqlImage(),
  ...nginxImages(),
  ...nodeImages(),
  ...postgresImages(),
  ...pythonImages(),
  ...redisImages(),
  registryImage(),
  ...rubyImages(),
  ...trainingImages(),
  ...ubuntuImages(),
];
