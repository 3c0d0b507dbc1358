/** Ruby in Ubuntu 12.04 and 14.04, and what its headers pull in: a table for `packageBlocks`. */
export const TRUSTY_RUBY = `
ruby~ 1:1.9.3.4 ruby 29 Interpreter of object-oriented scripting language Ruby (default version)
Provides: irb, rdoc, rubygems
Depends: ruby1.9.1 (>= 1.9.3.4-1~)
Suggests: ri, ruby-dev

ruby-dev~ 1:1.9.3.4 ruby 27 Header files for compiling extension modules for Ruby (default version)
Depends: ruby1.9.1-dev (>= 1.9.3.4-1~), ruby (= 1:1.9.3.4)

ruby1.9.1 1.9.3.484-2ubuntu1.14 ruby 155 Interpreter of object-oriented scripting language Ruby, version 1.9.1
Provides: ruby-interpreter, rubygems1.9.1, irb1.9.1, rdoc1.9.1
Depends: libc6 (>= 2.14), libruby1.9.1 (= 1.9.3.484-2ubuntu1.14)
Suggests: ruby1.9.1-examples, ri1.9.1, graphviz, ruby1.9.1-dev, ruby-switch
usr/bin/ ruby1.9.1=ruby:5488 irb1.9.1=irb:318 gem1.9.1=gem:574 erb1.9.1:4412 rake1.9.1:1210 rdoc1.9.1:970 ri1.9.1:228 testrb1.9.1:84 ruby1.9.3>ruby1.9.1 gem1.9.3>gem1.9.1
@alternative /usr/bin/gem gem /usr/bin/gem1.9.1 181
@alternative /usr/bin/ruby ruby /usr/bin/ruby1.9.1 51
@alternative /usr/bin/irb irb /usr/bin/irb1.9.1 51
@alternative /usr/bin/erb erb /usr/bin/erb1.9.1 51
@alternative /usr/bin/rake rake /usr/bin/rake1.9.1 51
@alternative /usr/bin/rdoc rdoc /usr/bin/rdoc1.9.1 51
@alternative /usr/bin/ri ri /usr/bin/ri1.9.1 51

libruby1.9.1* 1.9.3.484-2ubuntu1.14 libs 17245 Libraries necessary to run Ruby 1.9.1
Depends: libc6 (>= 2.15), libffi6 (>= 3.0.4), libgdbm3 (>= 1.8.3), libncurses5 (>= 5.5-5~), libreadline6 (>= 6.0), libssl1.0.0 (>= 1.0.1), libtinfo5, libyaml-0-2, zlib1g (>= 1:1.1.4)
usr/lib/ libruby-1.9.1.so.1.9.1#2166088>libruby-1.9.1.so.1.9
usr/lib/ruby/1.9.1/ abbrev.rb#2200 base64.rb#3100 benchmark.rb#18100 bigdecimal.rb#900 cgi.rb#9700 csv.rb#84000 date.rb#2600 delegate.rb#10100 English.rb#6600 erb.rb#26300 fileutils.rb#47700 find.rb#2100 forwardable.rb#8000 getoptlong.rb#16000 irb.rb#11000 json.rb#1800 logger.rb#21000 matrix.rb#47000 minitest.rb#200 mkmf.rb#77000 monitor.rb#7000 net.rb#100 observer.rb#5900 open-uri.rb#28000 open3.rb#21000 optparse.rb#50000 ostruct.rb#7500 pathname.rb#17000 pp.rb#13000 prettyprint.rb#9000 prime.rb#14000 pstore.rb#16000 psych.rb#9800 rational.rb#600 resolv.rb#60000 rubygems.rb#34000 securerandom.rb#8900 set.rb#17000 shellwords.rb#6000 singleton.rb#4000 socket.rb#25000 stringio.rb#200 tempfile.rb#11000 time.rb#21000 timeout.rb#3300 tmpdir.rb#4400 tsort.rb#6800 uri.rb#3200 weakref.rb#3200 yaml.rb#2600
usr/lib/ruby/1.9.1/x86_64-linux/ bigdecimal.so#80000 date_core.so#240000 digest.so#16000 etc.so#15000 fcntl.so#9000 openssl.so#350000 psych.so#40000 pty.so#15000 readline.so#30000 ripper.so#700000 socket.so#150000 stringio.so#40000 strscan.so#25000 syck.so#80000 zlib.so#60000
usr/lib/ruby/vendor_ruby/

ruby1.9.1-dev* 1.9.3.484-2ubuntu1.14 ruby 6400 Header files for compiling extension modules for the Ruby 1.9.1
Depends: libruby1.9.1 (= 1.9.3.484-2ubuntu1.14), ruby1.9.1 (= 1.9.3.484-2ubuntu1.14), libc6-dev
usr/include/ruby-1.9.1/ ruby.h#900
usr/include/ruby-1.9.1/ruby/ ruby.h#48000 intern.h#43000 encoding.h#9000 io.h#8000 st.h#6000
usr/include/ruby-1.9.1/x86_64-linux/ruby/ config.h#8200
usr/lib/ libruby-1.9.1-static.a#4900000
`;

/** What `libc6-dev` recommends in 14.04: the compiler, and the libraries that it brings. */
export const TRUSTY_COMPILER = `
libasan0* 4.8.4-2ubuntu1~14.04.4 libs 330 AddressSanitizer -- a fast memory error detector
Depends: gcc-4.8-base (= 4.8.4-2ubuntu1~14.04.4), libc6 (>= 2.14), libgcc1 (>= 1:4.1.1), libstdc++6 (>= 4.1.1)

libatomic1* 4.8.4-2ubuntu1~14.04.4 libs 56 support library providing __atomic built-in functions
Depends: gcc-4.8-base, libc6 (>= 2.14)

libgmp10* 2:5.1.3+dfsg-1ubuntu1 libs 530 Multiprecision arithmetic library
Depends: libc6 (>= 2.14)

libisl10* 0.12.2-1 libs 1130 manipulating sets and relations of integer points bounded by linear constraints
Depends: libc6 (>= 2.14), libgmp10

libcloog-isl4* 0.18.2-1 libs 160 Chunky Loop Generator (runtime library)
Depends: libc6 (>= 2.14), libgmp10, libisl10 (>= 0.12)

libmpfr4* 3.1.2-1 libs 410 multiple precision floating-point computation
Depends: libc6 (>= 2.14), libgmp10

libmpc3* 1.0.1-1ubuntu1 libs 110 multiple precision complex floating-point library
Depends: libc6 (>= 2.14), libgmp10, libmpfr4 (>= 3.1.2)

libgomp1* 4.8.4-2ubuntu1~14.04.4 libs 120 GCC OpenMP (GOMP) support library
Depends: gcc-4.8-base, libc6 (>= 2.14)

libitm1* 4.8.4-2ubuntu1~14.04.4 libs 130 GNU Transactional Memory Library
Depends: gcc-4.8-base, libc6 (>= 2.14)

libquadmath0* 4.8.4-2ubuntu1~14.04.4 libs 280 GCC Quad-Precision Math Library
Depends: gcc-4.8-base, libc6 (>= 2.14)

libtsan0* 4.8.4-2ubuntu1~14.04.4 libs 350 ThreadSanitizer -- a Valgrind-based detector of data races (runtime)
Depends: gcc-4.8-base, libc6 (>= 2.14)

libgcc-4.8-dev* 4.8.4-2ubuntu1~14.04.4 libdevel 6600 GCC support library (development files)
Depends: gcc-4.8-base, libgcc1, libgomp1, libitm1, libatomic1, libasan0, libtsan0, libquadmath0

cpp-4.8 4.8.4-2ubuntu1~14.04.4 interpreters 14300 GNU C preprocessor
Depends: gcc-4.8-base, libc6 (>= 2.14), libcloog-isl4, libgmp10, libisl10, libmpc3, libmpfr4, zlib1g
usr/bin/ cpp-4.8:775888 x86_64-linux-gnu-cpp-4.8>cpp-4.8

gcc-4.8 4.8.4-2ubuntu1~14.04.4 devel 14700 GNU C compiler
Depends: cpp-4.8, gcc-4.8-base, binutils (>= 2.23), libgcc-4.8-dev, libc6 (>= 2.14), libcloog-isl4, libgmp10, libisl10, libmpc3, libmpfr4, zlib1g
Recommends: libc6-dev (>= 2.13-0ubuntu6)
usr/bin/ gcc-4.8=gcc:775888 gcc-ar-4.8:27000 gcov-4.8:299000 x86_64-linux-gnu-gcc-4.8>gcc-4.8

libc6-dev* 2.19-0ubuntu6.15 libdevel 9800 Embedded GNU C Library: Development Libraries and Header Files
Provides: libc-dev
Depends: libc6 (= 2.19-0ubuntu6.15), libc-dev-bin (= 2.19-0ubuntu6.15), linux-libc-dev
Recommends: gcc | c-compiler
usr/include/ stdio.h#31300 stdlib.h#34400 string.h#22700 unistd.h#42700
usr/lib/x86_64-linux-gnu/ libc.a#4500000 crt1.o#1700

libc-dev-bin 2.19-0ubuntu6.15 libdevel 300 Embedded GNU C Library: Development binaries
Depends: libc6 (>= 2.19), libc6 (<< 2.20)
Recommends: manpages, manpages-dev
usr/bin/ gencat:22784 mtrace:5912 rpcgen:95000 sprof:22784

manpages~ 3.54-1ubuntu1 doc 1260 Manual pages about using a GNU/Linux system

manpages-dev~ 3.54-1ubuntu1 doc 2700 Manual pages about using GNU/Linux for development
Depends: manpages
`;

/** Ruby of 12.04: 1.8 is what `ruby` names, and 1.9.1 stands beside it. */
export const PRECISE_RUBY = `
ruby~ 4.8 ruby 29 An interpreter of object-oriented scripting language Ruby
Provides: ruby-interpreter, rubygems
Depends: ruby1.8
usr/bin/ ruby>ruby1.8 irb>irb1.8

ruby1.8 1.8.7.352-2ubuntu1.6 ruby 310 Interpreter of object-oriented scripting language Ruby 1.8
Depends: libc6 (>= 2.4), libruby1.8 (= 1.8.7.352-2ubuntu1.6)
usr/bin/ ruby1.8=ruby:5528 irb1.8=irb:300 erb1.8:4412 testrb1.8:84

libruby1.8 1.8.7.352-2ubuntu1.6 libs 6500 Libraries necessary to run Ruby 1.8
Depends: libc6 (>= 2.11), zlib1g

rubygems~ 1.8.15-1ubuntu0.1 ruby 1200 package management framework for Ruby libraries/applications
Depends: ruby1.8
usr/bin/ gem1.8=gem:574
@alternative /usr/bin/gem gem /usr/bin/gem1.8 180

ruby1.9.1 1.9.3.0-1ubuntu2.10 ruby 200 Interpreter of object-oriented scripting language Ruby, version 1.9.1
Provides: ruby-interpreter, rubygems1.9.1
Depends: libc6 (>= 2.14), libruby1.9.1 (= 1.9.3.0-1ubuntu2.10)
usr/bin/ ruby1.9.1=ruby:5488 irb1.9.1=irb:318 gem1.9.1=gem:574 erb1.9.1:4412 rake1.9.1:1210

libruby1.9.1 1.9.3.0-1ubuntu2.10 libs 16800 Libraries necessary to run Ruby 1.9.1
Depends: libc6 (>= 2.15), libssl1.0.0 (>= 1.0.1), zlib1g (>= 1:1.1.4)
`;
