/**
 * What Ubuntu's archives offer beside the base systems, as far as learners ask for it: name, then the version in 12.04, 14.04, 16.04,
 * 18.04, 20.04, 22.04 and 24.04; `-` where the release has no such package.
 */
export const OFFERED = `
apache2 2.2.22-1ubuntu1.15 2.4.7-1ubuntu4.22 2.4.18-2ubuntu3.17 2.4.29-1ubuntu4.27 2.4.41-4ubuntu3.23 2.4.52-1ubuntu4.15 2.4.58-1ubuntu8.7
apache2-bin 2.2.22-1ubuntu1.15 2.4.7-1ubuntu4.22 2.4.18-2ubuntu3.17 2.4.29-1ubuntu4.27 2.4.41-4ubuntu3.23 2.4.52-1ubuntu4.15 2.4.58-1ubuntu8.7
apache2-data - 2.4.7-1ubuntu4.22 2.4.18-2ubuntu3.17 2.4.29-1ubuntu4.27 2.4.41-4ubuntu3.23 2.4.52-1ubuntu4.15 2.4.58-1ubuntu8.7
apache2-utils 2.2.22-1ubuntu1.15 2.4.7-1ubuntu4.22 2.4.18-2ubuntu3.17 2.4.29-1ubuntu4.27 2.4.41-4ubuntu3.23 2.4.52-1ubuntu4.15 2.4.58-1ubuntu8.7
apt-transport-https 0.8.16~exp12ubuntu10.28 1.0.1ubuntu2.24 1.2.35 1.6.17 2.0.11 2.4.14 2.8.3
bc 1.06.95-2ubuntu1 1.06.95-8ubuntu1 1.06.95-9build1 1.07.1-2 1.07.1-2build1 1.07.1-3build1 1.07.1-3ubuntu4
bind9-dnsutils - - - - 1:9.18.30-0ubuntu0.20.04.2 1:9.18.30-0ubuntu0.22.04.2 1:9.18.30-0ubuntu0.24.04.2
bind9-host - - 1:9.10.3.dfsg.P4-8ubuntu1.19 1:9.11.3+dfsg-1ubuntu1.19 1:9.18.30-0ubuntu0.20.04.2 1:9.18.30-0ubuntu0.22.04.2 1:9.18.30-0ubuntu0.24.04.2
binutils 2.22-6ubuntu1.4 2.24-5ubuntu14.2 2.26.1-1ubuntu1~16.04.8 2.30-21ubuntu1~18.04.9 2.34-6ubuntu1.11 2.38-4ubuntu2.8 2.42-4ubuntu2.5
bsdextrautils - - - - - 2.37.2-4ubuntu3.4 2.39.3-9ubuntu6.2
build-essential 11.5ubuntu2.1 11.6ubuntu6 12.1ubuntu2 12.4ubuntu1 12.8ubuntu1.1 12.9ubuntu3 12.10ubuntu1
bzip2 - - - - - 1.0.8-5build1 1.0.8-5.1build0.1
ca-certificates 20111211 20170717~14.04.2 20210119~16.04.1 20211016ubuntu0.18.04.1 20240203~20.04.1 20240203~22.04.1 20240203
cowsay 3.03+dfsg1-3 3.03+dfsg1-6 3.03+dfsg1-15 3.03+dfsg2-4 3.03+dfsg2-7 3.03+dfsg2-8 3.03+dfsg2-8
cpp 4:4.6.3-1ubuntu5 4:4.8.2-1ubuntu6 4:5.3.1-1ubuntu1 4:7.4.0-1ubuntu2.3 4:9.3.0-1ubuntu2 4:11.2.0-1ubuntu1 4:13.2.0-7ubuntu1
curl 7.22.0-3ubuntu4.29 7.35.0-1ubuntu2.20 7.47.0-1ubuntu2.19 7.58.0-2ubuntu3.24 7.68.0-1ubuntu2.25 7.81.0-1ubuntu1.20 8.5.0-2ubuntu10.6
dnsutils 1:9.8.1.dfsg.P1-4ubuntu0.22 1:9.9.5.dfsg-3ubuntu0.19 1:9.10.3.dfsg.P4-8ubuntu1.19 1:9.11.3+dfsg-1ubuntu1.19 1:9.18.30-0ubuntu0.20.04.2 1:9.18.30-0ubuntu0.22.04.2 -
file - - 1:5.25-2ubuntu1.4 1:5.32-2ubuntu0.4 1:5.38-4 1:5.41-3ubuntu0.1 1:5.45-3build1
fortune-mod 1:1.99.1-4 1:1.99.1-7 1:1.99.1-7 1:1.99.1-7 1:1.99.1-7build1 1:1.99.1-7.1build1 1:1.99.1-7.3build1
fortunes-min 1:1.99.1-4 1:1.99.1-7 1:1.99.1-7 1:1.99.1-7 1:1.99.1-7build1 1:1.99.1-7.1build1 1:1.99.1-7.3build1
g++ 4:4.6.3-1ubuntu5 4:4.8.2-1ubuntu6 4:5.3.1-1ubuntu1 4:7.4.0-1ubuntu2.3 4:9.3.0-1ubuntu2 4:11.2.0-1ubuntu1 4:13.2.0-7ubuntu1
gcc 4:4.6.3-1ubuntu5 4:4.8.2-1ubuntu6 4:5.3.1-1ubuntu1 4:7.4.0-1ubuntu2.3 4:9.3.0-1ubuntu2 4:11.2.0-1ubuntu1 4:13.2.0-7ubuntu1
git 1:1.7.9.5-1ubuntu0.3 1:1.9.1-1ubuntu0.10 1:2.7.4-0ubuntu1.10 1:2.17.1-1ubuntu0.18 1:2.25.1-1ubuntu3.14 1:2.34.1-1ubuntu1.15 1:2.43.0-1ubuntu7.3
git-man 1:1.7.9.5-1ubuntu0.3 1:1.9.1-1ubuntu0.10 1:2.7.4-0ubuntu1.10 1:2.17.1-1ubuntu0.18 1:2.25.1-1ubuntu3.14 1:2.34.1-1ubuntu1.15 1:2.43.0-1ubuntu7.3
gnupg - - - 2.2.4-1ubuntu1.6 2.2.19-3ubuntu2.4 2.2.27-3ubuntu2.4 2.4.4-2ubuntu17.3
htop 1.0.1-1 1.0.2-3 2.0.1-1ubuntu1 2.1.0-3 2.2.0-2build1 3.0.5-7build2 3.3.0-4build1
iproute2 - - 4.3.0-1ubuntu3.16.04.5 4.15.0-2ubuntu1.3 5.5.0-1ubuntu1 5.15.0-1ubuntu2 6.1.0-1ubuntu6
iputils-ping - - 3:20121221-5ubuntu2 3:20161105-1ubuntu3 3:20190709-3ubuntu1 3:20211215-1ubuntu0.1 3:20240117-1ubuntu0.1
jq 1.2-8~ubuntu12.04.1 1.3-1.1ubuntu1.1 1.5+dfsg-1ubuntu0.1 1.5+dfsg-2 1.6-1ubuntu0.20.04.1 1.6-2.1ubuntu3.1 1.7.1-3ubuntu0.24.04.1
less - - 481-2.1ubuntu0.2 487-0.1ubuntu0.1 551-1ubuntu0.3 590-1ubuntu0.22.04.3 590-2ubuntu2.1
libapr1 1.4.6-1 1.5.0-1 1.5.2-3 1.6.3-2ubuntu0.18.04.1 1.6.5-1ubuntu1.1 1.7.0-8ubuntu0.22.04.2 1.7.2-3.1ubuntu0.1
libaprutil1 1.3.12+dfsg-3 1.5.3-1 1.5.4-1build1 1.6.1-2ubuntu0.1 1.6.1-4ubuntu2.2 1.6.1-5ubuntu4.22.04.2 1.6.3-1.1ubuntu7
libbrotli1 - - - 1.0.3-1ubuntu1.3 1.0.7-6ubuntu0.1 1.0.9-2build6 1.1.0-2build2
libc6-dev 2.15-0ubuntu10.23 2.19-0ubuntu6.15 2.23-0ubuntu11.3 2.27-3ubuntu1.6 2.31-0ubuntu9.17 2.35-0ubuntu3.11 2.39-0ubuntu8.7
libcurl3 7.22.0-3ubuntu4.29 7.35.0-1ubuntu2.20 7.47.0-1ubuntu2.19 - - - -
libcurl4 - - - 7.58.0-2ubuntu3.24 7.68.0-1ubuntu2.25 7.81.0-1ubuntu1.20 -
libcurl4t64 - - - - - - 8.5.0-2ubuntu10.6
libedit2 2.11-20080614-3ubuntu2 3.1-20130712-2 3.1-20150325-1ubuntu2 3.1-20170329-1 3.1-20191231-1 3.1-20210910-1build1 3.1-20230828-1build1
liberror-perl 0.17-1 0.17-1.1 0.17-1.2 0.17025-1 0.17029-1 0.17029-1 0.17029-2
libexpat1 2.0.1-7.2ubuntu1.7 - 2.1.0-7ubuntu0.16.04.5 2.2.5-3ubuntu0.9 2.2.9-1ubuntu0.8 2.4.7-1ubuntu0.6 2.6.1-2ubuntu0.3
libgpm2 1.20.4-4 1.20.4-6.1 1.20.4-6.1 1.20.7-5 1.20.7-5 1.20.7-10build1 1.20.7-11
libjemalloc1 2.2.5-1 3.5.1-2 3.6.0-9ubuntu1 3.6.0-11 - - -
libjemalloc2 - - - - 5.2.1-1ubuntu1 5.2.1-4ubuntu1 5.3.0-2build1
libnghttp2-14 - - - 1.30.0-1ubuntu1 1.40.0-1ubuntu0.3 1.43.0-1ubuntu0.2 1.59.0-1ubuntu0.2
libpsl5 - - - 0.19.1-5build1 0.21.0-1ubuntu1 0.21.0-1.2build2 -
libpsl5t64 - - - - - - 0.21.2-1.1build1
librtmp1 - - 2.4+20151223.gitfa8646d-1ubuntu0.1 2.4+20151223.gitfa8646d.1-1 2.4+20151223.gitfa8646d.1-2build1 2.4+20151223.gitfa8646d.1-2build4 2.4+20151223.gitfa8646d.1-2build7
libssl1.0.0 - - 1.0.2g-1ubuntu4.20 1.0.2n-1ubuntu5.13 - - -
libssl1.1 - - - 1.1.1-1ubuntu2.1~18.04.23 1.1.1f-1ubuntu2.24 - -
linux-libc-dev 3.2.0-126.169 3.13.0-170.220 4.4.0-210.242 4.15.0-213.224 5.4.0-216.236 5.15.0-143.153 6.8.0-63.66
locales - - - 2.27-3ubuntu1.6 2.31-0ubuntu9.17 2.35-0ubuntu3.11 2.39-0ubuntu8.7
lsb-release 4.0-0ubuntu20.3 - 9.20160110ubuntu0.2 9.20170808ubuntu1 11.1.0ubuntu2 11.1.0ubuntu4 12.0-2
lsof 4.81.dfsg.1-1build1 4.86+dfsg-1ubuntu2 4.89+dfsg-0.1 4.89+dfsg-0.1 4.93.2+dfsg-1ubuntu0.20.04.1 4.93.2+dfsg-1.1build2 4.95.0-1build3
make 3.81-8.1ubuntu1.1 3.81-8.2ubuntu3 4.1-6 4.1-9.1ubuntu1 4.2.1-1.2 4.3-4.1build1 4.3-4.1build2
media-types - - - - - 7.0.0 10.1.0
nano 2.2.6-1 2.2.6-1ubuntu1 2.5.3-2ubuntu2 2.9.3-2 4.8-1ubuntu1.1 6.2-1ubuntu0.1 7.2-2ubuntu0.1
net-tools - - 1.60-26ubuntu1 1.60+git20161116.90da8a0-1ubuntu1 1.60+git20180626.aebd88e-1ubuntu1 1.60+git20181103.0eebece-1ubuntu5.4 2.10-0.1ubuntu4.4
netbase - - 5.3 5.4 6.1 6.3 6.4
netcat-openbsd - - 1.105-7ubuntu1 1.187-1ubuntu0.1 1.206-1ubuntu1 1.218-4ubuntu1 1.226-1ubuntu2
netcat-traditional 1.10-39 1.10-40 1.10-41 1.10-41.1 1.10-41.1 1.10-47 1.10-48
nginx 1.1.19-1ubuntu0.8 1.4.6-1ubuntu3.9 1.10.3-0ubuntu0.16.04.5 1.14.0-0ubuntu1.11 1.18.0-0ubuntu1.7 1.18.0-6ubuntu14.6 1.24.0-2ubuntu7.4
nginx-common 1.1.19-1ubuntu0.8 1.4.6-1ubuntu3.9 1.10.3-0ubuntu0.16.04.5 1.14.0-0ubuntu1.11 1.18.0-0ubuntu1.7 1.18.0-6ubuntu14.6 1.24.0-2ubuntu7.4
openssh-client 1:5.9p1-5ubuntu1.10 1:6.6p1-2ubuntu2.13 1:7.2p2-4ubuntu2.10 1:7.6p1-4ubuntu0.7 1:8.2p1-4ubuntu0.13 1:8.9p1-3ubuntu0.13 1:9.6p1-3ubuntu13.12
openssl - - 1.0.2g-1ubuntu4.20 1.1.1-1ubuntu2.1~18.04.23 1.1.1f-1ubuntu2.24 3.0.2-0ubuntu1.20 3.0.13-0ubuntu3.6
patch 2.6.1-3ubuntu0.1 2.7.1-4ubuntu2.4 2.7.5-1ubuntu0.16.04.2 2.7.6-2ubuntu1.1 2.7.6-6 2.7.6-7build2 2.7.6-7build3
perl 5.14.2-6ubuntu2.11 - 5.22.1-9ubuntu0.9 5.26.1-6ubuntu0.7 5.30.0-9ubuntu0.5 5.34.0-3ubuntu1.4 5.38.2-3.2ubuntu0.2
psmisc 22.15-2ubuntu1.1 22.20-1ubuntu2 22.21-2.1ubuntu0.1 23.1-1ubuntu0.1 23.3-1 23.4-2build3 23.7-1build1
python3 3.2.3-0ubuntu1.2 - 3.5.1-3 3.6.7-1~18.04 3.8.2-0ubuntu2 3.10.6-1~22.04.1 3.12.3-0ubuntu2
redis-server 2:2.2.12-1build1 2:2.8.4-2ubuntu0.2 2:3.0.6-1ubuntu0.4 5:4.0.9-1ubuntu0.2 5:5.0.7-2ubuntu0.1 5:6.0.16-1ubuntu1 5:7.0.15-1ubuntu0.24.04.1
redis-tools 2:2.2.12-1build1 2:2.8.4-2ubuntu0.2 2:3.0.6-1ubuntu0.4 5:4.0.9-1ubuntu0.2 5:5.0.7-2ubuntu0.1 5:6.0.16-1ubuntu1 5:7.0.15-1ubuntu0.24.04.1
rsync 3.0.9-1ubuntu1.3 3.1.0-2ubuntu0.4 3.1.1-3ubuntu1.3 3.1.2-2.1ubuntu1.6 3.1.3-8ubuntu0.9 3.2.7-0ubuntu0.22.04.4 3.2.7-1ubuntu1.2
socat 1.7.1.3-1.2 1.7.2.3-1 1.7.3.1-1 1.7.3.2-2ubuntu2 1.7.3.3-2 1.7.4.1-3ubuntu4 1.8.0.0-4build3
sudo - - 1.8.16-0ubuntu1.10 1.8.21p2-3ubuntu1.6 1.8.31-1ubuntu1.5 1.9.9-1ubuntu2.5 1.9.15p5-3ubuntu5
telnet 0.17-36build1 0.17-36build2 0.17-40 0.17-41 0.17-41.2build1 0.17-44build1 0.17+2.5-3ubuntu4
tini - - - 0.18.0-1 0.18.0-1 0.19.0-1 0.19.0-1
traceroute 1:2.0.18-1 1:2.0.20-0ubuntu0.1 1:2.0.21-1 1:2.1.0-2 1:2.1.0-2 1:2.1.0-2 1:2.1.5-1
tree 1.5.3-2 1.6.0-1 1.7.0-3 1.7.0-5 1.8.0-1 2.0.2-1 2.1.1-2ubuntu3
tzdata - - - 2023c-0ubuntu0.18.04 2025b-0ubuntu0.20.04.1 2025b-0ubuntu0.22.04.1 -
unzip 6.0-4ubuntu2.5 6.0-9ubuntu1.6 6.0-20ubuntu1.1 6.0-21ubuntu1.2 6.0-25ubuntu1.2 6.0-26ubuntu3.2 6.0-28ubuntu4.1
vim 2:7.3.429-2ubuntu2.2 2:7.4.052-1ubuntu3.1 2:7.4.1689-3ubuntu1.5 2:8.0.1453-1ubuntu1.13 2:8.1.2269-1ubuntu5.32 2:8.2.3995-1ubuntu2.24 2:9.1.0016-1ubuntu7.8
vim-common - - 2:7.4.1689-3ubuntu1.5 2:8.0.1453-1ubuntu1.13 2:8.1.2269-1ubuntu5.32 2:8.2.3995-1ubuntu2.24 2:9.1.0016-1ubuntu7.8
vim-runtime 2:7.3.429-2ubuntu2.2 2:7.4.052-1ubuntu3.1 2:7.4.1689-3ubuntu1.5 2:8.0.1453-1ubuntu1.13 2:8.1.2269-1ubuntu5.32 2:8.2.3995-1ubuntu2.24 2:9.1.0016-1ubuntu7.8
vim-tiny - - 2:7.4.1689-3ubuntu1.5 2:8.0.1453-1ubuntu1.13 2:8.1.2269-1ubuntu5.32 2:8.2.3995-1ubuntu2.24 2:9.1.0016-1ubuntu7.8
wget 1.13.4-2ubuntu1.4 1.15-1ubuntu1.14.04.5 1.17.1-1ubuntu1.5 1.19.4-1ubuntu2.2 1.20.3-1ubuntu2.1 1.21.2-2ubuntu1.1 1.21.4-1ubuntu4.1
xz-utils - - 5.1.1alpha+20120614-2ubuntu2 5.2.2-1.3ubuntu0.1 5.2.4-1ubuntu1.1 5.2.5-2ubuntu1 5.6.1+really5.4.5-1ubuntu0.2
zip 3.0-4 3.0-8 3.0-11 3.0-11build1 3.0-11build1 3.0-12build2 3.0-13ubuntu0.2
`;

/** Names of the component `universe`; the others are in `main`. */
export const UNIVERSE: ReadonlySet<string> = new Set(
  `cowsay fortune-mod fortunes-min htop jq libjemalloc1 libjemalloc2 libjq1 libonig5 netcat-traditional nginx nginx-common redis-server
   redis-tools socat tini traceroute tree unzip zip`.split(/\s+/),
);
