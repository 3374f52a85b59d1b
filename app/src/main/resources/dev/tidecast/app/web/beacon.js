/* Tidecast */
(function(d,w,n){"use strict";
var s=d.currentScript,a=s.dataset,u=new URL(a.to||"/v1/events",s.src),K="tidecast",Q=K+"-q",q=[],busy,pause=0,timer,me,
ok=a.consent!=="ask",off=n.doNotTrack==="1"||n.globalPrivacyControl;
u.searchParams.set("key",a.key);
function id(){return Date.now().toString(36)+Math.random().toString(36).slice(2)}
function get(k){try{return w.localStorage.getItem(k)}catch(e){}}
function put(k,v){try{v?w.localStorage.setItem(k,v):w.localStorage.removeItem(k)}catch(e){}}
function keep(){put(Q,q[0]&&JSON.stringify(q))}
function later(ms){clearTimeout(timer);timer=setTimeout(flush,ms)}
function body(x){return new Blob([JSON.stringify(x,function(k,v){if(k!=="time"||new Date-new Date(v)>1e4)return v})],{type:"text/plain"})}
function flush(){
if(busy||!q[0]||!ok)return;
var x=q.slice(0,50);busy=1;
w.fetch(u,{method:"POST",body:body(x),keepalive:true,credentials:"omit",mode:"no-cors"}).then(function(r){
if(r.status===429||r.status>499)throw r;
busy=pause=0;q=q.slice(x.length);keep();later(0)}).catch(function(){
busy=0;pause=Math.min(pause*2||1e3,6e4);later(pause)})}
function leave(){while(ok&&!busy&&q[0]&&n.sendBeacon(u,body(q.slice(0,50))))q=q.slice(50);ok&&keep()}
function who(){me=a.user||me||get(K)||"v-"+id();if(ok&&!a.user)put(K,me);return me}
function send(b,e){
if(off)return;
e.id=id();e.user=who();e.behaviour=b;e.time=new Date().toISOString();
q=q.concat(e).slice(-200);
if(ok){keep();later(pause||300)}}
w.tidecast={
view:function(i){send("view",{item:i})},
search:function(t){send("search",{query:t})},
cart:function(i,c){send("cart",{item:i,quantity:c||1})},
purchase:function(i,c,p,o){send("purchase",{item:i,quantity:c||1,price:p,order:o})},
consent:function(y){ok=!!y;if(ok){q[0]&&who();keep();later(0)}else{q=[];put(K);put(Q)}}};
if(off)return;
if(ok)try{q=JSON.parse(get(Q))||[];later(300)}catch(e){}
w.addEventListener("pagehide",leave);
d.addEventListener("visibilitychange",function(){d.visibilityState==="hidden"&&leave()});
})(document,window,navigator);
