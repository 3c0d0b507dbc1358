/** Classes of Ruby that are written in Ruby. */
export const PRELUDE = `
class Struct
  include Enumerable
  def self.new(*names, keyword_init: false, &block)
    names.shift if names.first.is_a?(String)
    cls = Class.new(self)
    cls.define_singleton_method(:members) { names }
    cls.define_singleton_method(:new) do |*values, **options|
      made = allocate
      made.send(:initialize, *(options.empty? ? values : (keyword_init ? [options] : values + [options])))
      made
    end
    cls.define_singleton_method(:keyword?) { keyword_init }
    names.each { |name| cls.attr_accessor(name) }
    cls.class_eval(&block) if block
    cls
  end
  def initialize(*values)
    names = self.class.members
    raise ArgumentError, 'struct size differs' if values.size > names.size
    if self.class.keyword? && values.first.is_a?(Hash)
      values.first.each { |name, value| instance_variable_set("@#{name}", value) }
    else
      names.each_with_index { |name, i| instance_variable_set("@#{name}", values[i]) }
    end
  end
  def members; self.class.members; end
  def to_a; members.map { |name| instance_variable_get("@#{name}") }; end
  alias_method :values, :to_a
  alias_method :deconstruct, :to_a
  def to_h; members.map { |name| [name, instance_variable_get("@#{name}")] }.to_h; end
  def each(&block); to_a.each(&block); end
  def [](name); name.is_a?(Integer) ? to_a[name] : instance_variable_get("@#{name}"); end
  def []=(name, value); instance_variable_set("@#{name}", value); end
  def ==(other); other.class == self.class && other.to_a == to_a; end
  def inspect; "#<struct #{self.class.name ? self.class.name + ' ' : ''}#{members.map { |name| "#{name}=#{self[name].inspect}" }.join(', ')}>"; end
  alias_method :to_s, :inspect
end
`;

export const SET = `
class Set
  include Enumerable
  def self.[](*items); new(items); end
  def initialize(items = []); @hash = {}; (items || []).each { |one| @hash[one] = true }; end
  def add(one); @hash[one] = true; self; end
  alias_method :<<, :add
  def add?(one); include?(one) ? nil : add(one); end
  def delete(one); @hash.delete(one); self; end
  def include?(one); @hash.key?(one); end
  alias_method :member?, :include?
  alias_method :===, :include?
  def each(&block); @hash.keys.each(&block); self; end
  def size; @hash.size; end
  alias_method :length, :size
  alias_method :count, :size
  def empty?; @hash.empty?; end
  def |(other); Set.new(to_a + other.to_a); end
  alias_method :+, :|
  alias_method :union, :|
  def &(other); Set.new(to_a.select { |one| other.include?(one) }); end
  alias_method :intersection, :&
  def -(other); Set.new(to_a.reject { |one| other.include?(one) }); end
  def subset?(other); all? { |one| other.include?(one) }; end
  def superset?(other); other.all? { |one| include?(one) }; end
  def merge(other); other.each { |one| add(one) }; self; end
  def to_set; self; end
  def ==(other); other.is_a?(Set) && size == other.size && subset?(other); end
  def inspect; "#<Set: {#{to_a.map(&:inspect).join(', ')}}>"; end
  alias_method :to_s, :inspect
end
`;

export const OSTRUCT = `
class OpenStruct
  def initialize(values = {}); @table = {}; (values || {}).each { |name, value| @table[name.to_sym] = value }; end
  def method_missing(name, *args)
    text = name.to_s
    text.end_with?('=') ? @table[text.chomp('=').to_sym] = args.first : @table[name]
  end
  def respond_to_missing?(name, all = false); @table.key?(name.to_s.chomp('=').to_sym); end
  def [](name); @table[name.to_sym]; end
  def []=(name, value); @table[name.to_sym] = value; end
  def to_h; @table.dup; end
  def ==(other); other.is_a?(OpenStruct) && to_h == other.to_h; end
  def inspect; "#<OpenStruct#{@table.map { |name, value| " #{name}=#{value.inspect}" }.join(',')}>"; end
end
`;

export const STRINGIO = `
class StringIO
  include Enumerable
  attr_accessor :string
  def initialize(string = ''); @string = string; @at = 0; end
  def write(*parts); parts.each { |one| @string << one.to_s }; parts.map { |one| one.to_s.size }.sum; end
  def <<(one); write(one); self; end
  def print(*parts); write(*parts); nil; end
  def puts(*lines)
    lines = [''] if lines.empty?
    lines.flatten.each { |one| text = one.to_s; write(text.end_with?("\\n") ? text : text + "\\n") }
    nil
  end
  def printf(*args); write(format(*args)); nil; end
  def read; rest = @string[@at..-1] || ''; @at = @string.size; rest; end
  def gets
    return nil if @at >= @string.size
    line = @string[@at..-1].lines.first
    @at += line.size
    line
  end
  def each_line; while line = gets; yield line; end; self; end
  alias_method :each, :each_line
  def rewind; @at = 0; end
  def eof?; @at >= @string.size; end
  def close; end
  def sync=(on); end
  def flush; self; end
  def tty?; false; end
end
`;

export const BENCHMARK = `
module Benchmark
  def self.realtime
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - started
  end
end
`;

export const FILEUTILS = `
module FileUtils
  def self.mkdir_p(paths, **options)
    [paths].flatten.each do |path|
      at = path.start_with?('/') ? '' : '.'
      path.split('/').reject(&:empty?).each { |part| at = at + '/' + part; Dir.mkdir(at) unless Dir.exist?(at) }
    end
  end
  def self.mkdir(path); Dir.mkdir(path); end
  def self.touch(paths); [paths].flatten.each { |path| File.open(path, 'a') { } }; end
  def self.rm(paths, **options); [paths].flatten.each { |path| File.delete(path) }; end
  def self.rm_f(paths); [paths].flatten.each { |path| File.delete(path) if File.exist?(path) }; end
  def self.rm_rf(paths)
    [paths].flatten.each do |path|
      next unless File.exist?(path) || File.symlink?(path)
      if File.directory?(path) && !File.symlink?(path)
        Dir.children(path).each { |name| rm_rf(File.join(path, name)) }
        Dir.rmdir(path)
      else
        File.delete(path)
      end
    end
  end
  def self.rm_r(paths); rm_rf(paths); end
  def self.cp(from, to); File.write(File.directory?(to) ? File.join(to, File.basename(from)) : to, File.read(from)); end
  def self.mv(from, to)
    to = File.join(to, File.basename(from)) if File.directory?(to)
    File.rename(from, to)
  rescue Errno::EXDEV
    copy_entry(from, to)
    rm_rf(from)
  end
  def self.copy_entry(from, to)
    return cp(from, to) unless File.directory?(from)
    Dir.mkdir(to)
    Dir.children(from).each { |name| copy_entry(File.join(from, name), File.join(to, name)) }
  end
  def self.pwd; Dir.pwd; end
  def self.cd(path, &block); Dir.chdir(path, &block); end
end
`;
