<view qq:if="{{ok}}">
  <image src="http://img.shop.test/a.png"></image>
</view>
