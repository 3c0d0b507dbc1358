/** The screen that `h` shows, in our words. */
export const HELP = `Help for Interactive Commands - procps-ng, as simulated by Drydock
System: Delay SECONDS secs

  l,t,m     Summary: load average; tasks and processors; memory: bars, off
  1,I       A line for each processor; %CPU of one processor or of all
  M,N,P,T   Sort by memory, process ID, use of the processor, time
  <,>,R     Sort by the column to the left or right; the other way round
  c,i,H,V   Command lines; idle tasks; threads; children below parents
  u         Tasks of one user alone ('!' before the name: of all others)
  n,#,=     At most so many tasks; all tasks again
  x,y,b     Mark the sorted column; running tasks; reversed or bold
  z,B       Colours; bold
  up,down   Scroll the tasks, as page keys, home and end do

  d,s       Seconds between two pictures
  k,r       Send a signal to a task; give it another niceness
  q         Quit

Type 'q' or <Esc> to continue `;
