mkdir -p /w/html/dir /w/html/empty /w/logs; echo hello > html/index.html; echo '{"a":1}' > html/a.json; echo sub > html/dir/index.html; echo css > html/s.css; echo plain > html/noext; printf '\0\1' > html/b.bin; chmod 000 html/empty
conf() { cat > /w/n.conf; }
site() { { echo 'daemon on; worker_processes 1; pid /w/n.pid; error_log /w/logs/error.log; events {} http { access_log /w/logs/access.log; '; echo 'types { text/html html; text/css css; application/json json; } default_type application/octet-stream;'; cat; echo '}'; } > /w/n.conf; stopn; rm -f /w/logs/*; nginx -c /w/n.conf; sleep 0.3; }
stopn() { [ -e /w/n.pid ] && kill $(cat /w/n.pid) 2>/dev/null && sleep 0.4; rm -f /w/n.pid; }
cleanup() { stopn; }

get() { curl -s -i "$@" | tr -d '\r' | grep -v '^Date:'; }
# case: test missing semicolon
echo 'events {} http { server { listen 80 } }' | conf; nginx -t -c /w/n.conf
# case: unknown directive
echo 'events {} http { server { listen 80; foo bar; } }' | conf; nginx -t -c /w/n.conf
# case: unexpected end
echo 'events {} http { server { listen 80; ' | conf; nginx -t -c /w/n.conf
# case: unexpected }
echo 'events {} http { } }' | conf; nginx -t -c /w/n.conf
# case: wrong number args
echo 'events {} http { server { listen; } }' | conf; nginx -t -c /w/n.conf
# case: not allowed here
echo 'events {} http { listen 80; }' | conf; nginx -t -c /w/n.conf
# case: invalid port
echo 'events {} http { server { listen 99999; } }' | conf; nginx -t -c /w/n.conf
# case: invalid value
echo 'events {} http { server { listen 80; autoindex yes; } }' | conf; nginx -t -c /w/n.conf
# case: dup location
echo 'events {} http { server { listen 80; location / {} location / {} } }' | conf; nginx -t -c /w/n.conf
# case: dup directive
echo 'events {} http { server { listen 80; root /a; root /b; } }' | conf; nginx -t -c /w/n.conf
# case: no events
echo 'http { }' | conf; nginx -t -c /w/n.conf
# case: missing conf
nginx -t -c /w/none.conf
# case: unknown upstream host
echo 'events {} http { server { listen 80; location / { proxy_pass http://nohost.invalid; } } }' | conf; nginx -t -c /w/n.conf
# case: unknown variable
echo 'events {} http { server { listen 80; return 200 $nope; } }' | conf; nginx -t -c /w/n.conf
# case: include missing
echo 'events {} http { include /w/nope.conf; }' | conf; nginx -t -c /w/n.conf
# case: include glob none
echo 'pid /w/x.pid; error_log /w/e.log; events {} http { include /w/nope*.conf; }' | conf; nginx -t -q -c /w/n.conf
# case: bad option
nginx -z
# case: bad signal
nginx -s bogus
# case: proxy_pass without scheme
echo 'events {} http { server { listen 80; location / { proxy_pass localhost; } } }' | conf; nginx -t -c /w/n.conf
# case: return code
echo 'events {} http { server { listen 80; return abc; } }' | conf; nginx -t -c /w/n.conf
# case: quote
echo 'events {} http { server { listen 80; add_header X "abc; } }' | conf; nginx -t -c /w/n.conf
# case: regex
echo 'events {} http { server { listen 80; location ~ "(abc" { } } }' | conf; nginx -t -c /w/n.conf
# case: bad size
echo 'events {} http { client_max_body_size 1z; }' | conf; nginx -t -c /w/n.conf
# case: bad time
echo 'events {} http { keepalive_timeout abc; }' | conf; nginx -t -c /w/n.conf
# case: if with an unknown variable
echo 'events {} http { server { listen 80; if ($a) { return 200; } } }' | conf; nginx -t -c /w/n.conf
# case: worker_processes
echo 'worker_processes many; events {}' | conf; nginx -t -c /w/n.conf
# case: plain
echo 'server { listen 8080; root /w/html; }' | site; get localhost:8080/; get localhost:8080/a.json; get localhost:8080/s.css; get localhost:8080/noext; get -I localhost:8080/
# case: 404 403 301 405
echo 'server { listen 8080; root /w/html; }' | site; get localhost:8080/nope; mkdir -p html/noindex; get localhost:8080/noindex/; get localhost:8080/dir; get -X POST localhost:8080/; get -X DELETE localhost:8080/; sed 's/, client.*//' logs/error.log
# case: range
echo 'server { listen 8080; root /w/html; }' | site; get -r 1-2 localhost:8080/; get -r 90- localhost:8080/; get -H 'If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT' localhost:8080/
# case: autoindex
echo 'server { listen 8080; root /w/html; autoindex on; }' | site; rm -f html/index.html; touch -d '2020-01-02 03:04' html/*; get localhost:8080/ | sed 's/[0-9][0-9]:[0-9][0-9]/T/g'; echo hello > html/index.html
# case: access log
echo 'server { listen 8080; root /w/html; }' | site; curl -s localhost:8080/?q=1 -A me -e http://ref/ -u u:p > /dev/null; curl -s localhost:8080/nope -A '' >/dev/null; cat logs/access.log
# case: error log full
echo 'server { listen 8080; root /w/html; }' | site; curl -s localhost:8080/nope > /dev/null; cat logs/error.log
# case: log_format
echo 'log_format m "$status $request_method $uri $args $body_bytes_sent $http_user_agent $remote_addr $server_port $scheme $host"; server { listen 8080; access_log /w/logs/m.log m; root /w/html; }' | site; curl -s -A x 'localhost:8080/a.json?z=1' > /dev/null; curl -s -A x -H 'Host: foo' 'localhost:8080/x%20y' > /dev/null; cat logs/m.log
# case: locations
echo 'server { listen 8080; location = /e { return 200 exact; } location ^~ /p { return 200 prefix; } location ~ \.js$ { return 200 regex; } location ~* \.PNG$ { return 200 iregex; } location / { return 200 root; } }' | site; for u in e e/ p/a.js x.js x.png xx; do curl -s localhost:8080/$u; echo; done
# case: return
echo 'server { listen 8080; location /a { return 301 /b; } location /c { return 204; } location /d { return 418; } location /e { return 403 "no\n"; } location /f { return 302 http://x/$request_uri; } location /g { return 444; } location /h { return 500; } location /i { return 503; } location /j { return http://z/; } }' | site; for u in a c d e f g h i j; do get localhost:8080/$u; echo "curl $?"; done
# case: try_files
echo 'server { listen 8080; root /w/html; location / { try_files $uri $uri/ /index.html; } location /x { try_files $uri =404; } location /n { try_files $uri @named; } location @named { return 200 named; } }' | site; for u in a.json dir/ nope x/1 n; do get localhost:8080/$u; done
# case: rewrite
echo 'server { listen 8080; root /w/html; rewrite ^/old/(.*)$ /$1 last; rewrite ^/r/(.*)$ /$1 redirect; rewrite ^/q/(.*)$ /$1 permanent; location /b { rewrite ^/b/(.*)$ /a.json break; } }' | site; for u in old/a.json r/x q/x b/c; do get localhost:8080/$u; done
# case: headers
echo 'server { listen 8080; root /w/html; add_header X-A b; add_header X-B c always; expires 1h; server_tokens off; location /nope { } }' | site; get localhost:8080/ | sed '/^Expires/d'; get localhost:8080/nope | sed '/^Expires/d'
# case: expires forms
echo 'server { listen 8080; root /w/html; location = /a.json { expires -1; } location = /s.css { expires max; } location = /noext { expires epoch; } location / { expires off; } }' | site; for u in a.json s.css noext b.bin; do get localhost:8080/$u | grep -ai 'expires\|cache'; done
# case: auth
mkdir -p auth; printf 'u:{PLAIN}p\n' > auth/h; echo 'server { listen 8080; root /w/html; auth_basic "Closed"; auth_basic_user_file /w/auth/h; }' | site; get localhost:8080/; get -u u:p localhost:8080/; get -u u:x localhost:8080/; sed 's/, client.*//' logs/error.log
# case: proxy
echo 'server { listen 8081; return 200 "up $host $http_x_real_ip $request_uri $http_connection|$http_x_forwarded_for\n"; } upstream u { server 127.0.0.1:8081; server 127.0.0.1:8083 down; } server { listen 8080; location / { proxy_pass http://127.0.0.1:8081; } location /s/ { proxy_pass http://127.0.0.1:8081/t/; proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr; } location /u { proxy_pass http://u; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } location /dead { proxy_pass http://127.0.0.1:9; } }' | site; for u in a s/x u dead; do get localhost:8080/$u; done; sed 's/, client.*//' logs/error.log
# case: gzip
echo 'server { listen 8080; root /w/html; gzip on; gzip_min_length 1; gzip_types text/css; }' | site; get -H 'Accept-Encoding: gzip' -o /dev/null -D - localhost:8080/s.css | grep -v ETag
# case: server names
echo 'server { listen 8080 default_server; return 200 "default\n"; } server { listen 8080; server_name a.com *.b.com; return 200 "ab $server_name\n"; } server { listen 8080; server_name ~^w(\d+)$; return 200 "re $1\n"; }' | site; for h in a.com x.b.com w12 zz; do curl -s -H "Host: $h" localhost:8080; done
# case: error_page
echo 'server { listen 8080; root /w/html; error_page 404 /404.html; error_page 403 =200 /index.html; error_page 500 502 /50x.html; location /500 { return 500; } location /f { deny all; } location /g { error_page 404 = @x; } location @x { return 200 x; } }' | site; echo my404 > html/404.html; echo my50x > html/50x.html; for u in nope 500 f g/1; do get localhost:8080/$u; done
# case: body size
echo 'server { listen 8080; root /w/html; client_max_body_size 10; }' | site; get -d 12345678901234567890 localhost:8080/; sed 's/, client.*//' logs/error.log
# case: alias index
echo 'server { listen 8080; location /z/ { alias /w/html/; index a.json; } location /dir { root /w/html; internal; } }' | site; for u in z/ z/s.css z dir/; do get localhost:8080/$u; done
# case: if
echo 'server { listen 8080; root /w/html; if ($request_method = POST) { return 405; } if ($http_user_agent ~* bot) { return 403; } if (-f $request_filename) { add_header X-F yes; } if ($arg_a != "") { return 200 "a=$arg_a\n"; } }' | site; get -X POST localhost:8080/; get -A Robot localhost:8080/; get localhost:8080/a.json; get localhost:8080/?a=5
# case: limit_except
echo 'server { listen 8080; root /w/html; location / { limit_except GET { deny all; } } }' | site; get -X PUT localhost:8080/; get localhost:8080/noext
# case: bind twice
echo 'server { listen 8080; }' | site; sed 's/n.pid/m.pid/' n.conf > m.conf; nginx -c /w/m.conf
# case: reload quit reopen
echo 'server { listen 8080; return 200 "one\n"; }' | site; curl -s localhost:8080; sed -i s/one/two/ n.conf; nginx -s reload -c /w/n.conf; sleep 0.5; curl -s localhost:8080; nginx -s quit -c /w/n.conf; sleep 0.5; curl -sS localhost:8080; ls n.pid; cut -d' ' -f3,5- logs/error.log
# case: T
echo 'events {} http { server { listen 8080; } }' | conf; nginx -T -c /w/n.conf
# case: sub_filter and stub
echo 'server { listen 8080; root /w/html; location /st { stub_status; } location / { sub_filter hello bye; } }' | site; get localhost:8080/; sleep 0.5; get localhost:8080/st
# case: gzip variants
echo 'server { listen 8080; root /w/html; gzip on; gzip_vary on; location /j { gzip_types application/json; try_files /a.json =404; gzip_min_length 1; } location /big { return 200 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; default_type text/html; } }' | site; for u in '' j big; do curl -s -D - -o /dev/null -H 'Accept-Encoding: gzip' localhost:8080/$u | tr -d '\r' | grep -v Date; done; curl -s -H 'Accept-Encoding: gzip' localhost:8080/big | gunzip; echo; get localhost:8080/big; get -0 -H 'Accept-Encoding: gzip' localhost:8080/j
# case: gzip static etag
echo 'server { listen 8080; root /w/html; gzip on; gzip_types text/css; gzip_min_length 1; }' | site; curl -s -D - -o /dev/null -H 'Accept-Encoding: gzip' localhost:8080/s.css | grep -i etag | cut -c1-9; curl -s -D - -o /dev/null -H 'Accept-Encoding: deflate' localhost:8080/s.css | grep -i etag | cut -c1-9; curl -s -D - -o /dev/null -H 'Accept-Encoding: gzip;q=0' localhost:8080/s.css | grep -ci encoding
# case: head with gzip
echo 'server { listen 8080; root /w/html; gzip on; gzip_types text/css; gzip_min_length 1; }' | site; get -I -H 'Accept-Encoding: gzip' localhost:8080/s.css | grep -v ETag
# case: limit_req errors
echo 'events {} http { limit_req_zone $binary_remote_addr zone=one rate=1r/s; server { listen 80; limit_req zone=one; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { server { listen 80; limit_req zone=two; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { limit_req_zone $binary_remote_addr zone=one:1m rate=1x; }' | conf; nginx -t -c /w/n.conf;  echo 'events {} http { limit_req_zone $binary_remote_addr zone=one:1m; server { listen 80; limit_req burst=5; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { limit_req_zone zone=one:1m rate=3r/m foo; }' | conf; nginx -t -c /w/n.conf
# case: map errors
echo 'events {} http { map $http_x $y { a b c; } server { listen 80; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { map $nope $y { a b; } server { listen 80; return 200 $y; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { map $host y { a b; } server { listen 80; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { map $host $y { a b; a c; } server { listen 80; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { map $host $y { default 1; default 2; } server { listen 80; } }' | conf; nginx -t -c /w/n.conf;  echo 'events {} http { map $host $y { "~(" 1; } server { listen 80; } }' | conf; nginx -t -c /w/n.conf
# case: map more
echo 'map $http_user_agent $mobile { default 0; "~*(iphone|android)" 1; curl "is $http_x"; } map "$mobile:$request_method" $both { "1:GET" mg; "0:POST" p; default other; } map $host $backend { hostnames; *.a.com wild; .b.com dot; a.* star; default none; } server { listen 8080; return 200 "$mobile $both $backend\n"; }' | site; curl -s -A 'My iPhone' localhost:8080; curl -s -A curl -H 'X: y' localhost:8080; curl -s -d x localhost:8080; for h in x.a.com b.com z.b.com a.org q; do curl -s -H "Host: $h" localhost:8080; done
# case: map capture
echo 'map $uri $new { ~^/u/(?<id>\d+)$ /user?id=$id; ~^/v/(\d+)$ "v$1"; } server { listen 8080; if ($new) { return 302 $new; } return 200 "none [$new]\n"; }' | site; get localhost:8080/u/42 | head -7; curl -s localhost:8080/x; get localhost:8080/v/7 | grep Loc
# case: geo and split
echo 'geo $where { default far; 127.0.0.0/8 near; 10.0.0.0/8 ten; } geo $arg_ip $g { default d; 192.168.0.0/16 lan; 192.168.5.0/24 five; } split_clients "$arg_k" $s { 50% a; * b; } server { listen 8080; return 200 "$where $g $s\n"; }' | site; curl -s 'localhost:8080/?ip=192.168.5.1&k=1'; curl -s 'localhost:8080/?ip=192.168.9.1&k=2'; curl -s 'localhost:8080/?ip=8.8.8.8&k=3'; curl -s 'localhost:8080/?k=4'
# case: sub_filter
printf '<p>hello HELLO hello</p>\n' > html/index.html; echo 'server { listen 8080; root /w/html; sub_filter hello "<b>$arg_n</b>"; location /m { alias /w/html/index.html; default_type text/html; sub_filter_once off; sub_filter hello bye; sub_filter "</p>" "</i>"; } location /t { sub_filter_types text/css; sub_filter css x; alias /w/html/s.css; } }' | site; get "localhost:8080/?n=z"; get localhost:8080/m; get localhost:8080/t; echo hello > html/index.html
# case: limit_except auth
mkdir -p auth; printf 'u:{PLAIN}p\nv:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n' > auth/h; echo 'server { listen 8080; root /w/html; location / { limit_except GET { auth_basic "W"; auth_basic_user_file /w/auth/h; } } location /v { auth_basic "V"; auth_basic_user_file /w/auth/h; try_files /a.json =404; } }' | site; get -X PUT localhost:8080/ | head -8; get -X PUT -u u:p localhost:8080/ | head -1; get -I localhost:8080/ | head -1; get -u v:password localhost:8080/v | head -1
# case: upstream order
for p in 1 2 3; do echo "server { listen 900$p; return 200 \"s$p \"; }"; done > ups; { cat ups; echo 'upstream a { server 127.0.0.1:9001 weight=3; server 127.0.0.1:9002; server 127.0.0.1:9003; } upstream h { ip_hash; server 127.0.0.1:9001; server 127.0.0.1:9002; } upstream k { hash $arg_k; server 127.0.0.1:9001; server 127.0.0.1:9002; server 127.0.0.1:9003; } upstream l { least_conn; server 127.0.0.1:9001; server 127.0.0.1:9002; } upstream b { server 127.0.0.1:9; server 127.0.0.1:9003 backup; } upstream d { server 127.0.0.1:9; server 127.0.0.1:10; } server { listen 8080; location /a { proxy_pass http://a; } location /h { proxy_pass http://h; } location /k { proxy_pass http://k; } location /l { proxy_pass http://l; } location /b { proxy_pass http://b; } location /d { proxy_pass http://d; } }'; } | site; for u in a h l b; do for i in 1 2 3 4 5 6; do curl -s localhost:8080/$u; done; echo; done; for k in a b c d e f g h i j; do curl -s "localhost:8080/k?k=$k"; done; echo; for i in 1 2 3; do get localhost:8080/d | head -1; done; sed 's/, client.*upstream/, upstream/' logs/error.log
# case: return codes
echo 'server { listen 8080; location /1 { return 400; } location /2 { return 401; } location /3 { return 402; } location /4 { return 404 ""; } location /5 { return 413; } location /6 { return 429; } location /7 { return 451; } location /8 { return 501; } location /9 { return 502; } location /10 { return 505; } location /11 { return 599; } location /12 { return 200; } location /13 { return 201; } location /14 { return 304; } location /15 { return 307 /z; } location /16 { return 308 /z; } location /17 { return 303 /z; } location /18 { return 406; } location /19 { return 409; } location /20 { return 497; } location /21 { return 507; } location /22 { return 408; } location /23 { return 421; } location /24 { return 411; } location /25 { return 415; } }' | site; for u in $(seq 25); do echo "$u"; get localhost:8080/$u; done
# case: set break last
echo 'server { listen 8080; set $a 1; if ($arg_b) { set $a 2; } location / { set $c "$a-$arg_b"; if ($c = "2-x") { return 200 "two\n"; } return 200 "$c\n"; } location /br { break; return 200 never; } }' | site; curl -s localhost:8080/; curl -s 'localhost:8080/?b=1'; curl -s 'localhost:8080/?b=x'; get localhost:8080/br | head -1
# case: autoindex json
mkdir -p html/l/sub; echo a > html/l/a.txt; touch -d '2020-01-02 03:04:05' html/l/*; echo 'server { listen 8080; root /w/html; location /l { autoindex on; autoindex_format json; } location /x { alias /w/html/l/; autoindex on; autoindex_format xml; } }' | site; get localhost:8080/l/; get localhost:8080/x/
# case: auth_request
echo 'server { listen 8080; root /w/html; location /p { auth_request /chk; try_files /a.json =404; } location = /chk { internal; if ($arg_no) { return 403; } return 204; } location /q { auth_request /chk401; } location = /chk401 { return 401; } }' | site; get localhost:8080/p; get localhost:8080/q
# case: slashes and dots
echo 'server { listen 8080; root /w/html; }' | site; for u in //a.json /dir/../a.json /./a.json /%61.json /dir/%2e%2e/a.json '/a.json#x' '/../x' '/dir//' '/a.json/' '/a.json/x'; do curl -s --path-as-is -o /dev/null -w '%{http_code} %{redirect_url}\n' "localhost:8080$u"; done
# case: keepalive and version
echo 'server { listen 8080; root /w/html; keepalive_timeout 65 60; location /z { keepalive_timeout 0; alias /w/html/; } }' | site; get localhost:8080/ | head -6; get localhost:8080/z/ | head -6; get -0 localhost:8080/ | head -6; get -H 'Connection: close' localhost:8080/ | head -6
# case: charset
echo 'server { listen 8080; root /w/html; charset utf-8; location /r { return 200 x; } }' | site; get localhost:8080/ | grep Type; get localhost:8080/a.json | grep Type;  get localhost:8080/s.css | grep Type; get localhost:8080/nope | grep Type; get localhost:8080/r | grep Type
# case: types block
echo 'server { listen 8080; root /w/html; location /a.json { types { text/x-y json; } } location /s.css { types {} default_type foo/bar; } }' | site; get localhost:8080/a.json | grep Type;  get localhost:8080/s.css | grep Type
# case: map and set
echo 'map $arg_c $color { default grey; r red; ~^g green; } server { listen 8080; set $x "v-$color"; return 200 "$x $arg_c $is_args$args $query_string $request_uri\n"; }' | site; curl -s 'localhost:8080/?c=r'; curl -s 'localhost:8080/?c=gg'; curl -s localhost:8080/
# case: limit_req
echo 'limit_req_zone $binary_remote_addr zone=one:1m rate=1r/m; server { listen 8080; location /b { limit_req zone=one burst=2 nodelay; root /w/html; try_files /a.json =404; } location /c { limit_req zone=one; limit_req_status 429; root /w/html; try_files /a.json =404; } }' | site; for i in 1 2 3 4 5; do get localhost:8080/b | head -1; done; get localhost:8080/c | head -1; sed 's/excess: [0-9.]*/excess: X/' logs/error.log
# case: upstream settings
{ echo 'server { listen 9001; return 200 "up\n"; } upstream a { server 127.0.0.1:9 max_fails=0; server 127.0.0.1:9001; } upstream t { server 127.0.0.1:9 max_fails=2 fail_timeout=20s; server 127.0.0.1:9001; } server { listen 8080; location /a { proxy_pass http://a; } location /t { proxy_pass http://t; } }'; } | site; for i in 1 2 3 4 5; do curl -s localhost:8080/a; done; sed 's/, client.*upstream/, upstream/' logs/error.log; : > logs/error.log; for i in 1 2 3 4 5 6; do curl -s localhost:8080/t; done; sed 's/, client.*upstream/, upstream/' logs/error.log
# case: upstream errors
for w in 'weight=0' 'weight=x' 'max_fails=-1' 'fail_timeout=q' 'foo'; do echo "events {} http { upstream a { server 127.0.0.1 $w; } server { listen 80; } }" | conf; nginx -t -c /w/n.conf; done; echo 'events {} http { upstream a { } server { listen 80; } }' | conf; nginx -t -c /w/n.conf; echo 'events {} http { upstream a { server 127.0.0.1 down; } server { listen 8080; location / { proxy_pass http://a; } } }' | conf; nginx -t -c /w/n.conf
# case: satisfy any
mkdir -p auth; printf 'u:{PLAIN}p\n' > auth/h; echo 'server { listen 8080; root /w/html; satisfy any; deny all; auth_basic "S"; auth_basic_user_file /w/auth/h; location /in { allow 127.0.0.0/8; deny all; try_files /a.json =404; } location /no { auth_basic off; } }' | site; get localhost:8080/ | head -1; get -u u:p localhost:8080/ | head -1; get localhost:8080/in | head -1; get localhost:8080/no | head -1
# case: nested locations and names
echo 'server { listen 8080; root /w/html; location /a { location /a/b { return 200 "ab\n"; } location ~ \\.x$ { return 200 "re\n"; } return 200 "a\n"; } location ~ ^/n/(?<who>[a-z]+)/(\\d+)$ { return 200 "$who $2 $1\n"; } }' | site; for u in a a/b a/c.x n/joe/7; do curl -s localhost:8080/$u; done
# case: cookies and headers
echo 'server { listen 8080; return 200 "$cookie_sid $http_x_y $content_type $content_length $request_method $server_protocol $http_host $host $server_port $uri $document_uri $request_uri\n"; }' | site; curl -s -b 'a=b; sid=42' -H 'X-Y: z' -d 'p=q' 'http://localhost:8080/p%20q?x=%20'
# case: log variables
echo 'log_format v "$remote_user|$request|$status|$http_referer|$http_nope|$arg_a|$upstream_addr|$upstream_status|$request_length|$sent_http_content_type|$bytes_sent"; server { listen 9001; return 200 up; access_log off; } server { listen 8080; root /w/html; access_log /w/logs/v.log v; location /p { proxy_pass http://127.0.0.1:9001; } }' | site; curl -s -A t -u me:x localhost:8080/a.json > /dev/null; curl -s -A t 'localhost:8080/p?a=%22q' > /dev/null; curl -s -A t 'localhost:8080/"x' > /dev/null; cut -d'|' -f1-8 logs/v.log
# case: proxy headers out
echo 'server { listen 9001; add_header X-In yes; add_header X-Hide no; return 200 "b|$http_host|$http_connection|$http_a|$http_accept|$request_method|$http_content_length\n"; } server { listen 8080; proxy_hide_header X-Hide; location /1 { proxy_pass http://127.0.0.1:9001; proxy_http_version 1.1; proxy_set_header Connection ""; } location /2 { proxy_pass http://localhost:9001/; proxy_set_header A "v $uri"; proxy_set_header Accept ""; add_header X-Out $upstream_status; } }' | site; get localhost:8080/1; get -d abc localhost:8080/2
# case: proxy redirect
echo 'server { listen 9001; location / { return 302 http://127.0.0.1:9001/login; } location /rel { return 301 /other; } absolute_redirect off; } server { listen 8080; location /app/ { proxy_pass http://127.0.0.1:9001/; } }' | site; get localhost:8080/app/x | grep -i location; get localhost:8080/app/rel | grep -i location
# case: error_page from proxy
echo 'server { listen 9001; return 404 "theirs\n"; } server { listen 8080; root /w/html; error_page 404 /a.json; location /1 { proxy_pass http://127.0.0.1:9001; } location /2 { proxy_pass http://127.0.0.1:9001; proxy_intercept_errors on; } error_page 502 =503 @down; location @down { return 503 "down\n"; } location /3 { proxy_pass http://127.0.0.1:9; } }' | site; for u in 1 2 3; do get localhost:8080/$u; done
# case: absolute_redirect and port
echo 'server { listen 8080; root /w/html; absolute_redirect off; } server { listen 8081; root /w/html; port_in_redirect off; } server { listen 8082; server_name one.example; root /w/html; server_name_in_redirect on; }' | site; for p in 0 1 2; do get localhost:808$p/dir | grep Location; done
# case: method matters
echo 'server { listen 8080; root /w/html; location /r { return 200 "$request_method\n"; } }' | site; for m in OPTIONS PUT PATCH; do get -X $m localhost:8080/ | head -1; get -X $m localhost:8080/r | tail -1; done
# case: default pages of index order
mkdir -p html/i; echo php > html/i/index.php; echo htm > html/i/index.htm; echo 'server { listen 8080; root /w/html; index index.php index.htm; location /j { alias /w/html/i; index none.html index.htm; } }' | site; curl -s localhost:8080/i/; get localhost:8080/j | head -6; curl -s localhost:8080/j/
# case: if none match
echo 'server { listen 8080; root /w/html; }' | site; tag=$(curl -sI localhost:8080/ | tr -d '\r' | sed -n 's/^ETag: //p'); get -H "If-None-Match: $tag" localhost:8080/; get -H 'If-None-Match: "x"' localhost:8080/ | head -1; get -H "If-Match: \"x\"" localhost:8080/ | head -1; get -H 'If-Unmodified-Since: Thu, 01 Jan 1998 00:00:00 GMT' localhost:8080/ | head -1; get -r 0-1,3-4 localhost:8080/ | sed 's/boundary=.*/boundary=B/; s/^--[0-9]*/--B/'
# case: ranges
printf abcdefghij > html/ten.txt; echo 'server { listen 8080; root /w/html; }' | site; for r in 0-0 -3 8- 20-30 5-2 x 0-100 -0 0-1,30-40 0-8,1-9 2-3,5-6; do echo "== $r"; get -H "Range: bytes=$r" localhost:8080/ten.txt | sed 's/boundary=.*/boundary=B/; s/^--[0-9]*/--B/'; done; get -H 'Range: bytes=1-2' -H 'If-Range: "x"' localhost:8080/ten.txt | head -1
# case: proxy_redirect forms
echo 'server { listen 9001; absolute_redirect off; location /a { return 302 http://x.example/one/y; } location /b { return 302 /two/y; } } server { listen 8080; location /a { proxy_pass http://127.0.0.1:9001; proxy_redirect http://x.example/one/ http://y.example/; } location /b { proxy_pass http://127.0.0.1:9001; proxy_redirect /two/ /three/; } location /o/ { proxy_pass http://127.0.0.1:9001/; proxy_redirect off; } }' | site; for u in a b o/a; do get localhost:8080/$u | grep -i '^location'; done
# case: curl unpacks
echo 'server { listen 8080; root /w/html; gzip on; gzip_min_length 1; gzip_types application/json; location /bad { add_header Content-Encoding gzip; return 200 "plain text"; } }' | site; curl -s --compressed localhost:8080/a.json; curl -s --compressed -D - -o x localhost:8080/a.json | grep -i encoding; cat x; curl -sS --compressed localhost:8080/bad; echo $?; curl -sS --compressed -I localhost:8080/a.json | grep -ci gzip
