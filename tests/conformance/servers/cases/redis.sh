up() { redis-server --port 6380 --save '' --logfile /w/redis.log "$@" > /w/out 2>&1 & pid=$!; for i in 1 2 3 4 5 6 7 8 9 10; do redis-cli -p 6380 ping > /dev/null 2>&1 && break; sleep 0.2; done; }
r() { redis-cli -p 6380 "$@"; }
cleanup() { :; }
up
# case: strings
r set a 1; r get a; r get nope; r incr a; r incrby a 10; r decr a; r append a x; r incr a; r strlen a; r getrange a 0 1; r setrange a 1 zz; r get a; r mset x 1 y 2; r mget x y nope; r setnx x 9; r getset x 5; r set k v EX 100; r ttl k; r persist k; r ttl k; r ttl nope; r set k v NX; r set k w XX GET; r getdel k; r incrbyfloat f 1.5; r incrbyfloat f 1e2; r setex s 10 v; r psetex p 10000 v; r msetnx x 1 zz 2; r getex s persist
# case: keys
r flushall; r mset one 1 two 2 three 3; r keys 't*' | sort; r exists one two nope; r type one; r rename one uno; r rename nope x; r renamenx two three; r dbsize; r del uno two; r randomkey; r scan 0; r object encoding three; r copy three four; r touch three nope; r unlink three; r expire four 100; r expire nope 1; r pexpireat four 99999999999999; r expiretime nope
# case: lists
r rpush l a b c; r lpush l z; r lrange l 0 -1; r llen l; r lindex l 1; r lindex l 99; r linsert l before b x; r lset l 0 y; r lset l 99 y; r lrem l 1 b; r ltrim l 0 2; r lpop l; r rpop l 2; r lpos l y; r rpoplpush l m; r lmove m n left right; r lpushx nope 1; r lrange nope 0 1; r lpop nope; r blpop nope 0.1
# case: hashes
r hset h a 1 b 2; r hget h a; r hget h z; r hgetall h; r hmget h a z; r hdel h a; r hexists h b; r hkeys h; r hvals h; r hlen h; r hincrby h b 5; r hincrbyfloat h b 0.5; r hsetnx h b 1; r hstrlen h b; r hset h; r hset h a
# case: sets
r sadd s a b c; r sadd s a; r scard s; r sismember s a; r smismember s a z; r smembers s | sort; r srem s a; r sadd t b d; r sinter s t; r sunion s t | sort; r sdiff s t; r sinterstore u s t; r smove s t c; r spop nope; r sintercard 2 s t
# case: sorted sets
r zadd z 1 a 2 b 3 c; r zadd z 2.5 b; r zscore z b; r zrange z 0 -1; r zrange z 0 -1 withscores; r zrevrange z 0 0; r zrank z c; r zrank z nope; r zrevrank z c; r zincrby z 10 a; r zcard z; r zcount z 2 5; r zrangebyscore z '(2' +inf; r zrem z b; r zpopmin z; r zrange z 0 -1 rev; r zadd z xx incr 1 a; r zmscore z a q
# case: errors
r set a; r foo bar; r get; r lpush a 1 2; r get l; r incr h; r set a b EX 0; r set a b EX x; r expire a x; r setrange a -1 x; r select 99; r select x; r hincrby h b x; r zadd z x y; r object; r object foo; r config get; r config foo; r client; r subscribe; r auth x; r lset a 0 1; r rpush l; r incrby a 1.5; r getrange a x y
# case: transactions
printf 'multi\nset q 1\nincr q\nget q\nexec\nmulti\nset q x\nincr q\nexec\nmulti\nfoo\nset a 1\nexec\nmulti\ndiscard\nexec\nwatch q\nmulti\nexec\nunwatch\ndiscard\nmulti\nmulti\nexec\n' | r
# case: output forms
r --no-raw get x; r --no-raw lrange l 0 -1; r --no-raw hgetall h; r --no-raw get nope; r --no-raw incr cnt; r --no-raw foo; r --no-raw ping; r --no-raw keys nope; r --csv lrange l 0 -1; r --csv hgetall h; r --json hgetall h; r -n 1 dbsize; r --no-raw set bin "$(printf 'a\\nb')"; r --no-raw get bin; r ping hello; r echo 'two words'; printf 'v from stdin' | r -x set sin; r get sin; r --raw lrange l 0 -1; r -r 2 ping; r --no-raw mget x nope
# case: config and info
r config get maxmemory; r config set maxmemory 100mb; r config get maxmemory; r config get 'maxmemory-p*'; r config set foo bar; r config get nope; r config set maxmemory-policy foo; r config set maxmemory abc; r info nope; r dbsize; r command count > /dev/null; r lolwut > /dev/null; r time | wc -l; r client getname; r client setname me; r client id > /dev/null; r memory usage x > /dev/null; r save; r lastsave > /dev/null; r role
# case: connection refused and options
redis-cli -p 6399 ping; redis-cli -h nosuch.invalid ping; redis-cli --nope; redis-cli -p; redis-cli -v; redis-server --version | cut -d' ' -f1-3; redis-server --foo bar 2>&1 | head -4; redis-server --port abc 2>&1 | head -4
# case: password
redis-cli -p 6380 config set requirepass s3; r ping; r -a s3 ping; r -a bad ping; r -a s3 --no-auth-warning get nope; REDISCLI_AUTH=s3 redis-cli -p 6380 ping; printf 'auth s3\nping\n' | r; r -a s3 --no-auth-warning config set requirepass ''
# case: bits
r flushall; r setbit b 7 1; r getbit b 7; r getbit b 100; r bitcount b; r bitpos b 1; r bitop not d b; r setbit b 9 x; r setbit b -1 1; r bitcount d 0 0; r bitcount d 0; r bitcount b 5 7 bit; r bitpos d 0; r bitpos nope 1; r bitpos b 2; r set m1 abc; r set m2 ab; r bitop and m3 m1 m2; r --no-raw get m3; r bitop xor m4 m1 m2; r --no-raw get m4; r bitop foo m5 m1; r bitop not m5 m1 m2
# case: pubsub
(timeout 2 redis-cli -p 6380 subscribe ch > /w/sub & sleep 0.7; r publish ch hello; r publish none x; r pubsub channels; r pubsub numsub ch; sleep 2); cat /w/sub
# case: positions and misc
r rpush nums 3 1 2; r lpos nums 1; r lpos nums 9; r rpush nums 1 1; r lpos nums 1 rank 2; r lpos nums 1 count 0; r lpos nums 1 rank -1; r lpos nums 1 rank 0; r lpos nums 1 count -1; r lpos nums 1 foo 1; r object encoding nums; r object freq nums; r move nums 2; r -n 2 exists nums; r flushdb; r reset; r quit
# case: shutdown
r shutdown nosave; sleep 0.5; r ping; sed 's/^[0-9]*:\(.\) [0-9]* [A-Z][a-z]* [0-9]* [0-9:.]*/PID:\1 DATE/' /w/redis.log | grep -v 'overcommit\|Warning\|WARNING\|Memory' | grep -a 'PID' | sed 's/pid=[0-9]*/pid=N/; s/version=[0-9.]*/version=V/'
