# What a process sees inside a container
$ docker run --rm busybox cat /proc/1/comm
$ docker run --rm busybox sh -c 'cat /proc/self/status | head -8'
$ docker run --rm busybox sh -c 'grep -E "^(Uid|Gid|Groups|Umask|Threads|NSpid)" /proc/self/status'
$ docker run --rm -u 1000:1000 --group-add 20 busybox sh -c 'grep -E "^(Uid|Gid|Groups)" /proc/self/status; id'
$ docker run --rm busybox grep -E '^Cap' /proc/self/status
$ docker run --rm --cap-drop ALL busybox grep -E '^Cap' /proc/self/status
$ docker run --rm --cap-add NET_ADMIN busybox grep -E '^Cap' /proc/self/status
$ docker run --rm -u nobody busybox grep -E '^Cap' /proc/self/status
$ docker run --rm --security-opt no-new-privileges busybox grep NoNewPrivs /proc/self/status
$ docker run --rm busybox grep -E 'Seccomp' /proc/self/status
$ docker run --rm busybox sh -c 'for fd in 0 1 2; do readlink /proc/self/fd/\$fd; done | tr -d 0-9'
$ docker run --rm busybox ls /proc/self/ns
$ docker run --rm busybox sh -c 'ls / | tr "\n" " "; echo; ls /dev | tr "\n" " "'
$ docker run --rm busybox sh -c 'ls -l /dev | awk "{print \$1,\$3,\$4,\$5,\$6,\$NF}" | head -20'
$ docker run --rm busybox sh -c 'ls -ld / /tmp /root /dev /etc | awk "{print \$1,\$2,\$5,\$NF}"'
$ docker run --rm busybox sh -c 'mount | awk "{print \$3,\$5}"'
$ docker run --rm busybox sh -c 'mount | grep -v -e "^overlay" -e vda'
$ docker run --rm --read-only busybox sh -c 'mount | head -1 | cut -d"(" -f2 | cut -d, -f1; touch /x; touch /dev/shm/x && echo ok; touch /tmp/y'
$ docker run --rm --tmpfs /scratch:size=1m,mode=700 busybox sh -c 'mount | grep scratch; df -k /scratch; ls -ld /scratch | cut -c1-40; dd if=/dev/zero of=/scratch/f bs=1k count=2000'
$ docker run --rm --tmpfs /t busybox sh -c 'mount | grep " /t "'
$ docker run --rm --shm-size 1m busybox df -k /dev/shm
$ docker run --rm -m 64m busybox sh -c 'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.swap.max'
$ docker run --rm --cpus 0.5 --pids-limit 20 busybox sh -c 'cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/pids.max'
$ docker run --rm --cpu-shares 512 busybox sh -c 'cat /sys/fs/cgroup/cpu.weight'
$ docker run --rm --cpuset-cpus 0 busybox sh -c 'cat /sys/fs/cgroup/cpuset.cpus; nproc'
$ docker run --rm busybox cat /proc/self/cgroup
$ docker run --rm busybox sh -c 'ls /sys/fs/cgroup | head -40'
$ docker run --rm busybox sh -c 'ulimit -c; ulimit -s'
$ docker run --rm --ulimit nofile=100:200 busybox sh -c 'ulimit -n; ulimit -Hn; cat /proc/self/limits | grep "open files"'
$ docker run --rm --ulimit nproc=3 -u 1000 busybox sh -c 'sleep 1 & sleep 1 & sleep 1 & sleep 1 & wait'
$ docker run --rm --oom-score-adj 300 busybox cat /proc/self/oom_score_adj
$ docker run --rm --sysctl net.ipv4.ip_forward=1 busybox cat /proc/sys/net/ipv4/ip_forward
$ docker run --rm --sysctl kernel.msgmax=1024 busybox cat /proc/sys/kernel/msgmax
$ docker run --rm --hostname web.example.com busybox sh -c 'hostname; hostname -s; hostname -f; hostname -d; cat /etc/hostname; cat /proc/sys/kernel/hostname'
$ docker run --rm --hostname web --domainname example.com busybox sh -c 'hostname; hostname -f; cat /etc/hosts | tail -1 | cut -f2'
$ docker run --rm busybox env
$ docker run --rm -e A=1 -e HOME=/x -u 1234 busybox sh -c 'env | sort; cd; pwd'
$ docker run --rm -u nobody busybox sh -c 'whoami; echo $HOME; touch /root/x; cat /etc/shadow; mkdir /x'
$ docker run --rm busybox sh -c 'chown 5 /etc/passwd && ls -ln /etc/passwd | cut -c1-20; mknod /x c 1 3 && ls -l /x | cut -c1-10'
$ docker run --rm --cap-drop CHOWN busybox chown 5 /etc/passwd
$ docker run --rm --cap-drop MKNOD busybox mknod /x c 1 3
$ docker run --rm --cap-drop KILL -u 0 busybox sh -c 'su nobody -s /bin/sh -c "sleep 5" & sleep 0.5; kill $!; echo $?'
$ docker run --rm busybox mount -t tmpfs none /mnt
$ docker run --rm busybox sh -c 'mkdir /mnt2; mount -t tmpfs none /mnt2'
$ docker run --rm --cap-add SYS_ADMIN --security-opt apparmor=unconfined busybox sh -c 'mkdir /m; mount -t tmpfs none /m && df /m | tail -1 | awk "{print \$1,\$6}"'
$ docker run --rm busybox hostname newname
$ docker run --rm busybox sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
$ docker run --rm busybox sh -c 'dmesg | head -1; ls /proc/kcore; cat /proc/kcore | wc -c; ls /sys/firmware /proc/scsi'
$ docker run --rm busybox sh -c 'ip addr add 10.9.9.9/24 dev lo; ip link set eth0 down'
$ docker run --rm busybox reboot
$ docker run --rm busybox sh -c 'swapoff -a; chroot / echo in'
$ docker run --rm busybox sh -c 'cat /proc/version | cut -d" " -f1-2; uname -s; uname -m; uname -o'
$ docker run --rm busybox sh -c 'cat /proc/uptime | wc -w; cat /proc/loadavg | wc -w; free | head -1; head -3 /proc/meminfo | cut -d: -f1; cat /proc/filesystems | head -3; wc -l < /proc/mounts'
$ docker run --rm busybox sh -c 'cat /proc/net/dev | cut -d: -f1; cat /proc/net/route | head -3 | cut -f1-4; cat /proc/net/tcp | head -1'
$ docker run --rm busybox sh -c 'cat /etc/resolv.conf /etc/hosts | grep -v "^#" | head'
$ docker run --rm busybox sh -c 'cat /etc/mtab | head -1 | cut -c1-14; readlink /etc/mtab; readlink /proc/self/exe; readlink /proc/self/cwd; for l in fd stdin stdout ptmx; do readlink /dev/$l; done'
$ docker run --rm -t busybox sh -c 'tty; ls -l /dev/console | cut -c1-10; test -t 0 && echo yes'
$ docker run --rm busybox sh -c 'tty; test -t 0 || echo no'
$ docker run --rm busybox sh -c 'mkfifo /p; (echo through > /p &); cat /p; rm /p; ln -s /nowhere /l; cat /l; ln /etc/passwd /pw; stat -c "%h %a %F" /pw'
$ docker run --rm busybox sh -c 'trap "echo got; exit 3" TERM; kill -TERM 1; sleep 1'
$ docker run --rm busybox sh -c 'kill -9 1; echo alive'
$ docker run --rm busybox sh -c 'kill 1; echo alive'
$ docker run --rm busybox sh -c 'sh -c "kill -SEGV \$\$"; echo $?; sh -c "kill -9 \$\$"; echo $?; sh -c "exit 300"; echo $?'
$ docker run --rm busybox sh -c 'kill -SEGV $$; echo $?'
$ docker run --rm --init busybox sh -c 'kill -SEGV $$'
$ docker run --rm --device /dev/null:/dev/mynull busybox ls -l /dev/mynull | cut -c1-23
$ docker run --rm --device /dev/nosuch busybox true
$ docker run --rm --entrypoint /bin/echo busybox $HOSTNAME x
$ docker run --rm busybox /etc/passwd
$ docker run --rm busybox /etc
$ docker run --rm busybox nosuch
$ docker run --rm -w /nowhere/deep busybox sh -c 'pwd; ls -ld /nowhere | cut -c1-30'
$ docker run --rm -w relative busybox pwd
$ docker run --rm -w /etc/passwd busybox pwd
$ docker run --rm -u nosuch busybox id
$ docker run --rm -u 0:nosuch busybox id
$ docker run --rm -u 99999 busybox id
$ docker run --rm -u :20 busybox id
$ docker run --rm -u nobody:daemon busybox id
$ docker run --rm --group-add nosuch busybox id
$ docker run --rm --group-add daemon --group-add 7 busybox id
$ docker run --rm busybox sh -c 'chroot /nosuch; echo $?; mkdir /r; chroot /r ls; echo $?'
$ docker run --rm --cap-drop SYS_CHROOT busybox chroot / true
$ docker run --rm --cap-add SYS_NICE busybox sh -c 'renice 5 1; renice -n -7 1; cut -d" " -f19 /proc/1/stat'
$ docker run --rm busybox sh -c 'su root -c "id; pwd"; su -l root -c env | sort; su nosuch; echo $?'
$ docker run --rm -u nobody busybox su -c id
$ docker run --rm busybox sh -c 'sysctl -n kernel.ostype; sysctl -w kernel.hostname=x; sysctl nosuch.key'
$ docker run --rm -h named busybox sysctl kernel.hostname
$ docker run --rm busybox sh -c 'echo hi | uuencode name; echo hi | uuencode -m name; printf "begin 644 f\n#:&D*\n\`\nend\n" | uudecode -o -'
$ docker run --rm busybox sh -c 'printf "a\r\nb\n" > f; dos2unix f; od -c f; unix2dos < f | od -c'
$ docker run --rm busybox sh -c 'ip route add default via 1.2.3.4; ip link set lo down; ifconfig eth0 down; route add default gw 1.1.1.1'
$ docker run --rm busybox sh -c 'swapon /dev/sda; swapoff -a; lsmod; last; halt -f'
% docker run -d --name counted busybox sleep 1000
$ docker exec -u nobody -w /tmp -e A=b counted sh -c 'id -un; pwd; echo $A; cat /proc/1/environ 2>&1 | head -c 30; ls -l /proc/1/exe 2>&1 | cut -c1-20'
$ docker exec --privileged counted grep -c CapEff /proc/self/status
